import { addTexts } from '.';
import en from './en/residents';
import zh from './zh-CN/residents';

addTexts(zh, en);
