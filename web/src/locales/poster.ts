import { addTexts } from '.';
import en from './en/poster';
import zh from './zh-CN/poster';

addTexts(zh, en);
