import { addTexts } from '.';
import en from './en/selfCheck';
import zh from './zh-CN/selfCheck';

addTexts(zh, en);
