import { addTexts } from './index';
import en from './en/posts';
import zh from './zh-CN/posts';

addTexts(zh, en);
