import access from './access';
import shell from './shell';

export default { ...shell, ...access };
