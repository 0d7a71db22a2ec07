import { addTexts } from '.';
import en from './en/duties';
import zh from './zh-CN/duties';

addTexts(zh, en);
