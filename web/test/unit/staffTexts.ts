// Pages are mounted without the staff's frame, which brings these.
import '@/locales/staff';
