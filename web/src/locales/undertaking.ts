import { addTexts } from './index';
import en from './en/undertaking';
import zh from './zh-CN/undertaking';

addTexts(zh, en);
