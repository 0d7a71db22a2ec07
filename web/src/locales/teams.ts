import { addTexts } from './index';
import en from './en/teams';
import zh from './zh-CN/teams';

addTexts(zh, en);
