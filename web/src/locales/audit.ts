import { addTexts } from '.';
import en from './en/audit';
import zh from './zh-CN/audit';

addTexts(zh, en);
