/** Lets a client believe that it is some days later: TUF_DAYS_LATER, negative for a clock that is behind. */

const now = Date.now.bind(Date);
Date.now = () => now() + Number(process.env.TUF_DAYS_LATER) * 86_400_000;
