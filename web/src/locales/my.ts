import { addTexts } from '.';
import en from './en/my';
import zh from './zh-CN/my';

addTexts(zh, en);
