import { addTexts } from '.';
import en from './en/retention';
import zh from './zh-CN/retention';

addTexts(zh, en);
