import { addTexts } from '.';
import en from './en/norms';
import zh from './zh-CN/norms';

addTexts(zh, en);
