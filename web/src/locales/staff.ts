import { i18n } from '.';
import zh from './zh-CN/staff';

// Texts of the pages behind the staff's frame. English has them in one file with the rest: it is fetched when it is first chosen.
i18n.global.mergeLocaleMessage('zh-CN', zh);
