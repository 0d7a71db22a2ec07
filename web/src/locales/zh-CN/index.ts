import access from './access';
import files from './files';
import registry from './registry';
import shell from './shell';

export default { ...shell, ...access, ...registry, ...files };
