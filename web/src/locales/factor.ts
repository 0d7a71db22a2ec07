import { addTexts } from './index';
import en from './en/factor';
import zh from './zh-CN/factor';

addTexts(zh, en);
