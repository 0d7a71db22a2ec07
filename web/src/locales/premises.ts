import { addTexts } from '.';
import en from './en/premises';
import zh from './zh-CN/premises';

addTexts(zh, en);
