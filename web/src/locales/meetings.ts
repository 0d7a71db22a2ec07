import { addTexts } from '.';
import en from './en/meetings';
import zh from './zh-CN/meetings';

addTexts(zh, en);
