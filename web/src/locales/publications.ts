import { addTexts } from '.';
import en from './en/publications';
import zh from './zh-CN/publications';

addTexts(zh, en);
