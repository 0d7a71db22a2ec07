import { addTexts } from '.';
import en from './en/report';
import zh from './zh-CN/report';

addTexts(zh, en);
