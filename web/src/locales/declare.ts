import { addTexts } from '.';
import en from './en/declare';
import zh from './zh-CN/declare';

addTexts(zh, en);
