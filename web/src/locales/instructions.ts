import { addTexts } from '.';
import en from './en/instructions';
import zh from './zh-CN/instructions';

addTexts(zh, en);
