export default {
  undertaking: {
    title: 'Confidentiality undertaking',
    why: 'Your post shows personal information of residents. Before you see any, read this and sign it, once a year.',
    version: 'Version {version}',
    signed: 'Signed on {time}, holds until {until}.',
    agree: 'I have read it and undertake to keep it',
    agreeWanting: 'Tick first that you have read it and undertake to keep it.',
    name: 'Signature',
    nameHint: 'Type the name that the account shows: {name}',
    act: 'Sign',
  },
};
