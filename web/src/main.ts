import { createPinia } from 'pinia';
import { createApp } from 'vue';
import './styles/tokens.css';
import './styles/base.css';
import App from './App.vue';
import { installHooks } from './api/client';
import { noteAnswer, noteSilence, watchLine } from './composables/useOnline';
import { watchTheme } from './composables/useTheme';
import { currentLocale, i18n, rememberedLocale, setLocale } from './locales';
import { router } from './router';
import { useSession } from './stores/session';

const app = createApp(App).use(createPinia()).use(i18n);
const session = useSession();

installHooks({
  signInAgain: () => session.signInAgain(),
  signUndertaking: () => session.askUndertaking(),
  statePurpose: () => session.askPurpose(),
  proveAgain: () => session.askProof(),
  extendQuota: () => session.askExtension(),
  language: currentLocale,
  answered: noteAnswer,
  unanswered: noteSilence,
});
watchLine();
watchTheme();

await setLocale(rememberedLocale());
app.use(router);
await router.isReady(); // who is signed in decides which frame stands around the first page
app.mount('#app');
