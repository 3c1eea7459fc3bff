/**
 * Every text of popup, welcome and options, Indonesian first. Words in braces are filled in.
 * The browser's own _locales follow the browser's language; these follow the person's choice.
 */

/** @typedef {import("../types-background.d.ts").Language} Language */

/** @type {Readonly<Record<string, Record<Language, string>>>} */
export const TEXTS = Object.freeze({
  name: { id: "Jaga Jempol", en: "Jaga Jempol" },
  language: { id: "Bahasa", en: "Language" },
  settings: { id: "Pengaturan", en: "Settings" },
  rules: { id: "Pelajari aturannya", en: "Learn the rules" },
  practice: { id: "Coba di halaman latihan", en: "Try it on the practice page" },

  // --- What the extension is doing ---
  "state.asleep": { id: "Tidur", en: "Asleep" },
  "state.asleep.why": {
    id: "Tidak ada yang dijaga sampai Anda menjawab satu pertanyaan.",
    en: "Nothing is guarded until you answer one question.",
  },
  "state.asleep.button": { id: "Jawab dan mulai berjaga", en: "Answer and start guarding" },
  "state.not_loaded": { id: "Daftar belum dimuat", en: "The list is not loaded yet" },
  "state.not_loaded.why": { id: "Belum ada akun yang dijaga.", en: "No account is guarded yet." },
  "state.on_guard": { id: "Berjaga", en: "On guard" },
  "state.on_guard.why": {
    id: "Anda diingatkan sebelum menyukai, mengomentari, membagikan, atau mengikuti akun dalam daftar.",
    en: "You are reminded before you like, comment on, share or follow an account on the list.",
  },
  "state.off_season": { id: "Berjaga", en: "On guard" },
  "state.off_season.why": {
    id: "Hari ini tidak ada tahapan pemilihan dalam daftar, jadi akun calon tidak ditahan.",
    en: "No election in the list has a stage today, so no candidate's account is held.",
  },

  "state.paused": { id: "Jeda", en: "Paused" },
  "state.paused.why": {
    id: "Tidak ada yang ditahan sampai {until}. Sesudah itu Jaga Jempol berjaga lagi.",
    en: "Nothing is held until {until}. After that Jaga Jempol is on guard again.",
  },
  "pause.heading": { id: "Jeda", en: "Pause" },
  "pause.short": { id: "Jeda 15 menit", en: "Pause 15 minutes" },
  "pause.long": { id: "Jeda sampai besok", en: "Pause until tomorrow" },
  "pause.end": { id: "Berjaga lagi", en: "Guard again" },

  // --- The page behind the popup ---
  "page.heading": { id: "Halaman ini", en: "This page" },
  "page.listed": { id: "Ada dalam daftar", en: "On the list" },
  "page.listed.hold": {
    id: "Anda akan diingatkan sebelum bertindak.",
    en: "You will be reminded before you act.",
  },
  "page.listed.inform": { id: "Anda akan mendapat pemberitahuan singkat.", en: "You will get a short notice." },
  "page.listed.badge": { id: "Hari ini hanya ditandai, tidak ditahan.", en: "Today it is only marked, not held." },
  "page.listed.none": { id: "Saat ini tidak ditahan.", en: "It is not held now." },
  "page.not_listed": { id: "Akun ini tidak ada dalam daftar hari ini.", en: "This account is not on the list today." },
  "page.unrecognised.page": {
    id: "Bentuk halaman ini belum dikenali: suka, komentar, bagikan, dan ikuti di sini mungkin tidak ditahan. Nama pemilik halaman tetap diperiksa.",
    en: "The form of this page is not recognised yet: likes, comments, shares and follows may not be held here. Whose page it is is still checked.",
  },
  "page.unrecognised.part": {
    id: "Sebagian halaman ini belum dikenali: suka, komentar, bagikan, dan ikuti di bagian itu mungkin tidak ditahan. Bagian lain tetap dijaga.",
    en: "A part of this page is not recognised yet: likes, comments, shares and follows there may not be held. The other parts are still guarded.",
  },
  "page.several": {
    id: "Setiap kiriman di halaman ini diperiksa satu per satu.",
    en: "Every post on this page is checked one by one.",
  },
  "page.unknown": { id: "Belum dapat diperiksa.", en: "It cannot be checked yet." },
  "page.not_guarded": { id: "Halaman ini tidak dijaga.", en: "This page is not guarded." },
  "page.where": { id: "Yang dijaga: {platforms}.", en: "Guarded: {platforms}." },

  // --- The list ---
  "list.made_on": { id: "Daftar per {day}", en: "List of {day}" },
  "list.checked_at": { id: "Diperiksa {instant}", en: "Checked {instant}" },
  "list.update": { id: "Perbarui sekarang", en: "Update now" },
  "list.updating": { id: "Memperbarui …", en: "Updating …" },
  "list.kept": { id: "Daftar yang ada tetap dipakai.", en: "The list that is here stays in use." },
  "test_day.on": { id: "Tanggal uji: {day}", en: "Test date: {day}" },

  // --- Why the last check failed; the codes stand in background/problem.js ---
  "problem.unreachable": { id: "Server tidak dapat dihubungi.", en: "The server cannot be reached." },
  "problem.timed_out": { id: "Server terlalu lama menjawab.", en: "The server took too long to answer." },
  "problem.redirected": {
    id: "Jaringan mengalihkan permintaan. Mungkin Anda perlu masuk ke Wi-Fi dahulu.",
    en: "The network redirected the request. You may have to sign in to the Wi-Fi first.",
  },
  "problem.http_status": { id: "Server menjawab dengan galat.", en: "The server answered with an error." },
  "problem.too_long": {
    id: "Jawaban server lebih besar daripada seharusnya.",
    en: "The server's answer is larger than it should be.",
  },
  "problem.wrong_length": { id: "Berkas dari server tidak utuh.", en: "A file from the server is not complete." },
  "problem.wrong_hash": {
    id: "Berkas dari server tidak sesuai dengan daftar isinya.",
    en: "A file from the server is not the one it announced.",
  },
  "problem.not_json": {
    id: "Jawaban bukan dari Jaga Jempol. Mungkin Anda perlu masuk ke Wi-Fi dahulu.",
    en: "The answer is not from Jaga Jempol. You may have to sign in to the Wi-Fi first.",
  },
  "problem.wrong_shape": {
    id: "Isi berkas dari server tidak dapat dibaca.",
    en: "A file from the server cannot be read.",
  },
  "problem.version_back": { id: "Server menawarkan daftar yang lebih lama.", en: "The server offers an older list." },
  "problem.version_mixed": {
    id: "Berkas dari server berasal dari terbitan yang berbeda.",
    en: "The server's files belong to different releases.",
  },
  "problem.wrong_signature": {
    id: "Tanda tangan pada berkas dari server tidak sah.",
    en: "A file from the server is not signed as it must be.",
  },
  "problem.expired": {
    id: "Masa berlaku daftar di server sudah habis, atau jam komputer ini salah.",
    en: "The server's list has passed its date, or this computer's clock is wrong.",
  },
  "problem.storage_failed": {
    id: "Penyimpanan peramban penuh atau tidak dapat ditulis.",
    en: "The browser's storage is full or cannot be written.",
  },
  "problem.unexpected": { id: "Ada kesalahan dalam Jaga Jempol.", en: "There is a fault in Jaga Jempol." },

  // --- Sites that the person has not granted ---
  "permission.missing": {
    id: "Peramban belum memberi izin untuk semua situs yang dijaga.",
    en: "The browser has not yet granted every guarded site.",
  },
  "permission.grant": { id: "Beri izin situs", en: "Grant the sites" },

  // --- Who the person is ---
  "employment.question": { id: "Anda bekerja sebagai apa?", en: "What is your employment?" },
  "employment.why": {
    id: "Jawaban ini menentukan aturan yang dikutip. Hanya disimpan di peramban ini.",
    en: "The answer decides which rule is cited. It is kept in this browser only.",
  },
  "employment.pns": { id: "PNS", en: "PNS" },
  "employment.pns.long": { id: "Pegawai Negeri Sipil", en: "Permanent civil servant" },
  "employment.pppk": { id: "PPPK", en: "PPPK" },
  "employment.pppk.long": {
    id: "Pegawai Pemerintah dengan Perjanjian Kerja",
    en: "Government employee under contract",
  },
  "employment.non_asn": { id: "Pegawai non-ASN", en: "Non-ASN staff" },
  "employment.non_asn.long": {
    id: "Bekerja di instansi pemerintah, bukan PNS atau PPPK",
    en: "Working in a government office, neither PNS nor PPPK",
  },
  "employment.none": { id: "Bukan, atau nanti saja", en: "None of these, or later" },
  "employment.none.long": {
    id: "Jaga Jempol tidur: tidak menahan dan tidak meminta apa pun",
    en: "Jaga Jempol sleeps: it holds nothing and asks for nothing",
  },

  // --- Welcome ---
  "welcome.title": { id: "Selamat datang di Jaga Jempol", en: "Welcome to Jaga Jempol" },
  "welcome.heading": { id: "Pengingat netralitas bagi pegawai ASN", en: "A neutrality reminder for civil servants" },
  "welcome.first": {
    id: "Jaga Jempol mengingatkan Anda sebelum tanda suka, komentar, bagikan, atau ikuti sampai ke akun calon, tim kampanye, atau partai.",
    en: "Jaga Jempol reminds you before a like, comment, share or follow reaches the account of a candidate, a campaign team or a party.",
  },
  "welcome.second": { id: "Anda yang memutuskan: batal, atau tetap lanjut.", en: "You decide: cancel, or continue." },
  "welcome.third": {
    id: "Pemeriksaan berlangsung di peramban Anda; apa yang Anda buka dan klik tidak dikirim ke mana pun.",
    en: "The check happens in your browser; what you open and click is sent nowhere.",
  },
  "welcome.save": { id: "Simpan jawaban", en: "Save the answer" },
  "welcome.choose": { id: "Pilih salah satu jawaban dahulu.", en: "Choose one of the answers first." },
  "welcome.consent": {
    id: "Sesudah Anda memilih PNS, PPPK, atau pegawai non-ASN, Jaga Jempol mengambil daftar akun dan teks peringatan dari {server} secara berkala, tanpa kuki dan tanpa tanda pengenal. Tidak ada data lain yang dikirim.",
    en: "Once you choose PNS, PPPK or non-ASN staff, Jaga Jempol fetches the account list and the warning texts from {server} from time to time, with no cookie and no identifier. No other data is sent.",
  },
  "welcome.awake": { id: "Jaga Jempol berjaga.", en: "Jaga Jempol is on guard." },
  "welcome.awake.next": {
    id: "Lihat cara kerjanya dengan calon rekaan, tanpa akun apa pun.",
    en: "See how it works with invented candidates, without any account.",
  },
  "welcome.asleep": { id: "Jaga Jempol tidur.", en: "Jaga Jempol is asleep." },
  "welcome.asleep.next": {
    id: "Anda dapat membangunkannya kapan saja lewat ikon Jaga Jempol di bilah alat.",
    en: "You can wake it at any time from the Jaga Jempol icon in the toolbar.",
  },
  "never.heading": { id: "Yang tidak pernah dilakukan", en: "What it never does" },
  "never.track": {
    id: "Tidak mencatat halaman yang Anda buka atau akun yang Anda sukai.",
    en: "It does not record the pages you open or the accounts you like.",
  },
  "never.report": {
    id: "Tidak melapor kepada atasan, instansi, atau siapa pun.",
    en: "It does not report to your superior, your agency or anyone.",
  },
  "never.identity": {
    id: "Tidak meminta nama, NIP, NIK, atau surel.",
    en: "It does not ask for your name, NIP, NIK or e-mail.",
  },
  "never.forbid": {
    id: "Tidak melarang: Anda selalu dapat tetap lanjut; membaca dan memilih tetap hak Anda.",
    en: "It does not forbid: you can always continue; reading and voting remain your right.",
  },
  "never.side": {
    id: "Tidak memihak: kata yang sama untuk semua calon dan partai.",
    en: "It takes no side: the same words for every candidate and party.",
  },
  "welcome.limits": {
    id: "Jaga Jempol bekerja di peramban ini saja, tidak di aplikasi ponsel.",
    en: "Jaga Jempol works in this browser only, not in phone apps.",
  },

  // --- Options ---
  "options.title": { id: "Pengaturan Jaga Jempol", en: "Jaga Jempol settings" },
  "options.saved": { id: "Tersimpan.", en: "Saved." },
  "again.heading": { id: "Sesudah Tetap lanjut", en: "After Continue anyway" },
  "again.label": {
    id: "Kapan ditanya lagi untuk akun dan tindakan yang sama",
    en: "When to ask again about the same account and action",
  },
  "again.day": { id: "Besok", en: "Tomorrow" },
  "again.hour": { id: "Sesudah 1 jam", en: "After 1 hour" },
  "again.quarter": { id: "Sesudah 15 menit", en: "After 15 minutes" },
  "again.always": { id: "Selalu tanya", en: "Always ask" },
  "again.hint": {
    id: "Sampai saat itu hanya ada pemberitahuan kecil. Pilihan Anda diingat selama peramban terbuka, paling lama sampai hari berganti, dan tidak pernah dikirim. Yang Anda batalkan selalu ditanya lagi.",
    en: "Until then there is only a small notice. Your choice is remembered while the browser is open, at most until the day ends, and never sent. What you cancelled is always asked again.",
  },
  "server.heading": { id: "Server daftar", en: "List server" },
  "server.label": { id: "Alamat server", en: "Server address" },
  "server.hint": {
    id: "Harus https. Tanpa https hanya untuk komputer ini sendiri, misalnya http://127.0.0.1:8000.",
    en: "It has to be https. Without https only this computer itself, for example http://127.0.0.1:8000.",
  },
  "server.save": { id: "Simpan alamat", en: "Save the address" },
  "server.wrong": {
    id: "Alamat tidak dapat dipakai. Contoh: https://jaga.example.go.id",
    en: "This address cannot be used. Example: https://jaga.example.go.id",
  },
  "list.heading": { id: "Daftar akun", en: "Account list" },
  "list.asleep": {
    id: "Sedang tidur: tidak ada yang diminta dari server.",
    en: "Asleep: nothing is asked of the server.",
  },
  "list.forget": { id: "Ambil ulang dari awal", en: "Fetch again from the start" },
  "list.forget.hint": {
    id: "Hanya bila server dipasang ulang dan menawarkan daftar yang bernomor lebih rendah.",
    en: "Only when a server was set up anew and offers a list with a lower number.",
  },
  "prefetch.label": { id: "Ambil semua teks peringatan lebih dahulu", en: "Fetch all warning texts ahead of time" },
  "prefetch.hint": {
    id: "Disarankan. Bila dimatikan, teks baru diminta saat Anda membuka akun dalam daftar; server lalu tahu kelompoknya, bukan akunnya.",
    en: "Recommended. When off, a text is asked for when you open a listed account; the server then learns the group, not the account.",
  },
  "test_day.heading": { id: "Tanggal uji", en: "Test date" },
  "test_day.hint": {
    id: "Untuk peragaan saja. Selama diisi, Jaga Jempol menganggap hari ini tanggal itu.",
    en: "For demonstrations only. While it is set, Jaga Jempol takes that day for today.",
  },
  "test_day.label": { id: "Anggap hari ini", en: "Take this day for today" },
  "test_day.clear": { id: "Kembali ke tanggal sebenarnya", en: "Back to the real date" },
  "health.heading": { id: "Halaman yang belum dikenali", en: "Pages not recognised yet" },
  "health.hint": {
    id: "Hitungan per situs dan pengenal, tanpa alamat dan tanpa nama. Hanya disimpan di peramban ini, tidak pernah dikirim.",
    en: "Counts per site and recogniser, with no address and no name. Kept in this browser only, never sent.",
  },
  "health.none": { id: "Belum ada.", en: "None so far." },
  "health.forget": { id: "Hapus hitungan", en: "Erase the counts" },
  "health.author": { id: "{platform}, {name}: pemilik tidak terbaca, {count} kali", en: "{platform}, {name}: owner not readable, {count} times" },
  "health.control": { id: "{platform}, {name}: tombol tidak dikenali, {count} kali", en: "{platform}, {name}: buttons not recognised, {count} times" },
  "health.page": { id: "{platform}, {name}: seluruh halaman tidak dikenali, {count} kali", en: "{platform}, {name}: whole page not recognised, {count} times" },
  "erase.heading": { id: "Hapus semua", en: "Erase everything" },
  "erase.hint": {
    id: "Menghapus jawaban, pengaturan, ingatan Tetap lanjut, daftar, dan hitungan dari peramban ini. Sesudahnya Jaga Jempol tidur.",
    en: "Erases your answer, settings, what you continued with, the list and the counts from this browser. Jaga Jempol sleeps afterwards.",
  },
  "erase.button": { id: "Hapus semua …", en: "Erase everything …" },
  "erase.question": { id: "Hapus semua yang disimpan Jaga Jempol?", en: "Erase everything that Jaga Jempol stores?" },
  "erase.cancel": { id: "Batal", en: "Cancel" },
  "erase.confirm": { id: "Hapus", en: "Erase" },
  "erase.done": { id: "Semua sudah dihapus.", en: "Everything has been erased." },
});

/**
 * Say something in the person's language.
 * @param {Language} language of the person
 * @param {string} key of TEXTS
 * @param {Record<string, string>} values for the words in braces
 * @returns {string} the text
 * @throws {Error} when there is no such text, or a word in braces has no value
 */
export function say(language, key, values = {}) {
  const text = TEXTS[key]?.[language];
  if (text === undefined) {
    throw new Error(`no text "${key}" in "${language}"`);
  }
  return text.replace(/\{(\w+)\}/g, (_, name) => {
    if (values[name] === undefined) {
      throw new Error(`no value for {${name}} in "${key}"`);
    }
    return values[name];
  });
}
