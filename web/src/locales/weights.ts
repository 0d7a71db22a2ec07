import { addTexts } from '.';
import en from './en/weights';
import zh from './zh-CN/weights';

addTexts(zh, en);
