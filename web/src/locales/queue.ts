import { addTexts } from '.';
import en from './en/queue';
import zh from './zh-CN/queue';

addTexts(zh, en);
