import { addTexts } from './index';
import en from './en/approvals';
import zh from './zh-CN/approvals';

addTexts(zh, en);
