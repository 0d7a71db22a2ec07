import { addTexts } from '.';
import en from './en/pocket';
import zh from './zh-CN/pocket';

addTexts(zh, en);
