import { addTexts } from '.';
import en from './en/areas';
import zh from './zh-CN/areas';

addTexts(zh, en);
