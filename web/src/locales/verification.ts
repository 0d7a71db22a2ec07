import { addTexts } from './index';
import enDoors from './en/doors';
import en from './en/verification';
import zhDoors from './zh-CN/doors';
import zh from './zh-CN/verification';

addTexts({ ...zh, ...zhDoors }, { ...en, ...enDoors });
