import { addTexts } from '.';
import en from './en/grids';
import zh from './zh-CN/grids';

addTexts(zh, en);
