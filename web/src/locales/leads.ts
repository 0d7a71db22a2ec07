import { addTexts } from './index';
import en from './en/leads';
import zh from './zh-CN/leads';

addTexts(zh, en);
