import { addTexts } from '.';
import en from './en/rules';
import zh from './zh-CN/rules';

addTexts(zh, en);
