import { addTexts } from './index';
import en from './en/doors';
import zh from './zh-CN/doors';

addTexts(zh, en);
