export default {
  poster: {
    title: 'Print a poster',
    declaring: 'Poster for declaring',
    print: 'Print',
    how: 'A4 upright, black and white will do; only the sheet below is printed.',
    code: 'QR code: {what}',
    scan: 'Scan it with your phone',
    declare: {
      title: 'Renting or moving in? Please register yourself',
      steps: {
        city: { scan: 'Open 随申办 (Suishenban), or just scan', fill: 'Fill in yourself and your address', send: 'Send it; the community will not register you again' },
        own: { scan: 'Scan', fill: 'Fill in yourself and your address', send: 'Send it and keep the receipt number; the community will not register you again' },
      },
      privacy: {
        city: 'You fill it in with the city’s service; the town uses it only to register who lives here. Nobody can be looked up by this code.',
        own: 'You are asked for your name, document number or phone, address and the day you moved in, only to register who lives in the town. Nobody can be looked up by this code.',
      },
      none: 'There is no poster for declaring yet',
      noneNext: 'Ask the system administrator to put city_declaration_url into the server’s settings (the address of the city’s own service, see docs/operations.md); where the town takes declarations itself, opening them will do as well.',
    },
    report: {
      title: 'Seen a change? Scan and report it',
      steps: { scan: 'Scan and sign in', tell: 'Choose one: {kinds}', send: 'Look it over and send it: six taps at most' },
      privacy: 'For guards and volunteers; reporting asks you to sign in. Only facts that you saw; personal data belong into the page, not into the group.',
      none: 'The poster’s address is missing',
      noneNext: 'On the page of rosters press “Link for the group”, type the address, then press “Print a poster”.',
    },
  },
};
