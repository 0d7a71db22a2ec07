import type { Messages } from '../messages';
import access from './access';
import files from './files';
import registry from './registry';
import shell from './shell';

const messages: Messages = { ...shell, ...access, ...registry, ...files };
export default messages;
