/**
 * The few words of our own boxes inside a site: buttons, headings, hints. What a warning says is not here but in the
 * release (server/warnings/wording.yaml), or in the agency's policy; {agency} is its name. `_locales` follows the browser's language, these follow the person's choice.
 */
(() => {
  /** @type {Record<Language, Words>} */
  const WORDS = {
    id: {
      cancel: "Batal",
      go_on: "Tetap lanjut",
      close: "Tutup",
      consequence: "Yang dapat terjadi",
      allowed: "Tetap boleh",
      basis: "Dasar",
      rules: "Pelajari aturannya",
      report: "Daftar ini salah?",
      again: "Silakan ulangi sekali lagi. Kali ini tidak ditahan.",
      banner: "Pengingat netralitas ASN",
      blocked: "{agency} tidak mengizinkan tindakan ini di perangkat ini",
      reason: "Alasannya",
      alike: "Batas ini dari {agency}, sama untuk semua akun dalam daftar.",
      object: "Tidak setuju? Sampaikan kepada {agency}",
      contact: "Kontak",
      ask_agency: "Hubungi instansi",
    },
    en: {
      cancel: "Cancel",
      go_on: "Continue anyway",
      close: "Close",
      consequence: "What may follow",
      allowed: "Still allowed",
      basis: "Basis",
      rules: "Learn the rules",
      report: "Is this list wrong?",
      again: "Please do it once more. This time it is not held.",
      banner: "Reminder of civil-service neutrality",
      blocked: "{agency} does not allow this action on this device",
      reason: "The reason",
      alike: "This limit is set by {agency}, the same for every account on the list.",
      object: "You disagree? Tell {agency}",
      contact: "Contact",
      ask_agency: "Ask the agency",
    },
  };

  Object.assign(jaga, { words: WORDS });
})();
