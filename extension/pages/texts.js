/**
 * Every text of popup, welcome, options and report, Indonesian first. Words in braces are filled in.
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
  "state.paused.why.blocked": {
    id: "Sampai {until} hanya tindakan yang tidak diizinkan {agency} yang tetap dicegah. Sesudah itu Jaga Jempol berjaga lagi.",
    en: "Until {until} only what {agency} does not allow is still prevented. After that Jaga Jempol is on guard again.",
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
  "page.switched_off": { id: "Dimatikan oleh Anda di {platform}.", en: "You have switched it off on {platform}." },
  "page.switched_off.agency": { id: "Dimatikan oleh {agency} di {platform}.", en: "{agency} has switched it off on {platform}." },
  "page.switch_on": { id: "Dapat dinyalakan lagi di Pengaturan.", en: "It can be switched on again in the settings." },
  "page.unknown": { id: "Belum dapat diperiksa.", en: "It cannot be checked yet." },
  "page.not_guarded": { id: "Halaman ini tidak dijaga.", en: "This page is not guarded." },
  "page.where": { id: "Yang dijaga: {platforms}.", en: "Guarded: {platforms}." },

  // --- Elections of the list ---
  "season.heading": { id: "Tahapan pemilihan", en: "Election stages" },
  "season.now": { id: "{election}: {phase} sampai {day}, {where}.", en: "{election}: {phase} until {day}, {where}." },
  "season.everywhere": { id: "di seluruh Indonesia", en: "in all of Indonesia" },
  "season.names": { id: "di {names}", en: "in {names}" },
  "season.count": { id: "di {count} daerah", en: "in {count} regions" },
  "season.own": { id: "di daerah Anda ({names})", en: "in your region ({names})" },
  "season.own.more": {
    id: "di daerah Anda ({names}) dan {count} daerah lain",
    en: "in your region ({names}) and {count} others",
  },
  "season.next": {
    id: "Tahapan berikutnya dalam daftar: {election}, {phase}, mulai {day}.",
    en: "The next stage in the list: {election}, {phase}, from {day}.",
  },
  "season.unknown": {
    id: "Jadwal tahapan berikutnya belum ada dalam daftar.",
    en: "The list does not have the dates of the next stage yet.",
  },

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
  "problem.development_keys": {
    id: "Daftar dari server ini hanya untuk uji coba, jadi tidak dipakai.",
    en: "The list of this server is for tests only, so it is not used.",
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
  "employment.spouse": {
    id: "PNS atau PPPK, suami/istri saya calon",
    en: "PNS or PPPK, my husband or wife is a candidate",
  },
  "employment.spouse.long": {
    id: "Ada surat edaran khusus; pengingatnya juga menyebut apa yang tetap boleh",
    en: "There is a circular for this; reminders also say what stays allowed",
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
  "welcome.second.blocked": {
    id: "Anda yang memutuskan: batal, atau tetap lanjut; kecuali yang tidak diizinkan {agency} di perangkat ini.",
    en: "You decide: cancel, or continue; except for what {agency} does not allow on this device.",
  },
  "welcome.third": {
    id: "Pemeriksaan berlangsung di peramban Anda; apa yang Anda buka dan klik tidak dikirim ke mana pun.",
    en: "The check happens in your browser; what you open and click is sent nowhere.",
  },
  "welcome.save": { id: "Simpan jawaban", en: "Save the answer" },
  "welcome.choose": { id: "Pilih salah satu jawaban dahulu.", en: "Choose one of the answers first." },
  "welcome.consent": {
    id: "Sesudah Anda memilih PNS, PPPK, suami/istri calon, atau pegawai non-ASN, Jaga Jempol mengambil daftar akun dan teks peringatan dari {server} secara berkala, tanpa kuki dan tanpa tanda pengenal. Tidak ada data lain yang dikirim.",
    en: "Once you choose PNS, PPPK, spouse of a candidate or non-ASN staff, Jaga Jempol fetches the account list and the warning texts from {server} from time to time, with no cookie and no identifier. No other data is sent.",
  },
  "welcome.set": {
    id: "Pekerjaan Anda sudah diatur oleh {agency}: {employment}. Anda tidak perlu menjawab apa pun.",
    en: "Your employment has been set by {agency}: {employment}. You need not answer anything.",
  },
  "welcome.consent.set": {
    id: "Jaga Jempol mengambil daftar akun dan teks peringatan dari {server} secara berkala, tanpa kuki dan tanpa tanda pengenal. Hanya untuk meminta aturan instansi, kunci dari instansi disertakan. Tidak ada data lain yang dikirim.",
    en: "Jaga Jempol fetches the account list and the warning texts from {server} from time to time, with no cookie and no identifier. Only to ask for the agency's policy, the key from the agency is sent along. No other data is sent.",
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
  "never.forbid.blocked": {
    id: "Jaga Jempol sendiri tidak melarang. Di perangkat ini {agency} tidak mengizinkan sebagian tindakan; membaca dan memilih tetap hak Anda.",
    en: "Jaga Jempol itself does not forbid. On this device {agency} does not allow some actions; reading and voting remain your right.",
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
  "again.minutes": { id: "Sesudah {minutes} menit", en: "After {minutes} minutes" },
  "again.always": { id: "Selalu tanya", en: "Always ask" },
  "again.hint": {
    id: "Sampai saat itu hanya ada pemberitahuan kecil. Pilihan Anda diingat selama peramban terbuka, paling lama sampai hari berganti, dan tidak pernah dikirim. Yang Anda batalkan selalu ditanya lagi.",
    en: "Until then there is only a small notice. Your choice is remembered while the browser is open, at most until the day ends, and never sent. What you cancelled is always asked again.",
  },

  // --- What the person's agency has set ---
  "agency.set_by": { id: "Diatur oleh {agency}", en: "Set by {agency}" },
  "agency.heading": { id: "Instansi Anda", en: "Your agency" },
  "agency.from.device": {
    id: "{agency} mengatur hal berikut di perangkat ini. Aturannya datang dari pengelola perangkat.",
    en: "{agency} has set the following on this device. It comes from whoever manages the device.",
  },
  "agency.from.server": {
    id: "{agency} mengatur hal berikut, karena Anda masuk sebagai pegawainya. Aturannya datang dari server.",
    en: "{agency} has set the following, because you are signed in as one of its people. It comes from the server.",
  },
  "agency.setting.language": { id: "Bahasa: {value}", en: "Language: {value}" },
  "agency.language.id": { id: "Indonesia", en: "Indonesian" },
  "agency.language.en": { id: "Inggris", en: "English" },
  "agency.setting.employment": { id: "Pekerjaan: {value}", en: "Employment: {value}" },
  "agency.setting.region": { id: "Wilayah: {value}", en: "Region: {value}" },
  "agency.whole_country": { id: "seluruh Indonesia", en: "all of Indonesia" },
  "agency.setting.platforms_off": { id: "Platform yang tidak dijaga: {value}", en: "Platforms not guarded: {value}" },
  "agency.no_platform": { id: "tidak ada, semuanya dijaga", en: "none, all are guarded" },
  "agency.setting.ask_again_minutes": {
    id: "Kapan ditanya lagi: {value}",
    en: "When it is asked again: {value}",
  },
  "agency.setting.prefetch": { id: "Teks peringatan: {value}", en: "Warning texts: {value}" },
  "agency.prefetch.true": { id: "diambil semua lebih dahulu", en: "all fetched ahead of time" },
  "agency.prefetch.false": {
    id: "diambil saat Anda membuka akun dalam daftar; server lalu tahu kelompoknya, bukan akunnya",
    en: "fetched when you open a listed account; the server then learns the group, not the account",
  },
  "agency.setting.server": { id: "Server daftar: {value}", en: "List server: {value}" },
  "agency.levels": {
    id: "Tindakan yang menurut aturan ditahan, sama untuk semua akun dalam daftar: {levels}",
    en: "Actions that the rules hold, the same for every account on the list: {levels}",
  },
  "agency.action.like": { id: "suka", en: "like" },
  "agency.action.comment": { id: "komentar", en: "comment" },
  "agency.action.share": { id: "bagikan", en: "share" },
  "agency.action.follow": { id: "ikuti", en: "follow" },
  "agency.level.badge": { id: "hanya ditandai", en: "only marked" },
  "agency.level.inform": { id: "diberi tahu, tidak ditahan", en: "a notice, not held" },
  "agency.level.hold": { id: "ditahan, Anda yang memutuskan", en: "held, and you decide" },
  "agency.level.block": { id: "tidak diizinkan di perangkat ini", en: "not allowed on this device" },
  "agency.block_reason": { id: "Alasan tidak diizinkan: “{text}”", en: "Why it is not allowed: “{text}”" },
  "agency.sentence": { id: "Kalimat di bawah setiap peringatan: “{text}”", en: "Sentence below every warning: “{text}”" },
  "agency.onboarding_skipped": {
    id: "Halaman selamat datang tidak dibuka dengan sendirinya",
    en: "The welcome page does not open by itself",
  },
  "agency.counts_refused": {
    id: "Anda tidak akan diminta ikut dalam hitungan bersama",
    en: "You will not be asked to take part in shared counts",
  },
  "agency.learns": {
    id: "Instansi tidak diberi tahu apa pun tentang halaman yang Anda buka, akun yang Anda lihat, atau tombol yang Anda tekan.",
    en: "The agency is told nothing of the pages you open, the accounts you see or the buttons you press.",
  },
  "agency.object": {
    id: "Ingin bertanya atau tidak setuju? Sampaikan kepada {agency}. Jaga Jempol tidak mengirim apa pun dengan sendirinya.",
    en: "Do you have a question, or disagree? Tell {agency}. Jaga Jempol sends nothing by itself.",
  },
  "agency.object.none": {
    id: "Ingin bertanya atau tidak setuju? {agency} tidak mencantumkan alamat; tanyakan kepada yang mengelola perangkat Anda.",
    en: "Do you have a question, or disagree? {agency} names no address; ask whoever manages your device.",
  },
  "agency.refused.device": {
    id: "Server tidak lagi menerima kunci perangkat ini. Aturan yang terakhir tetap berlaku; beri tahu {agency}.",
    en: "The server does not accept this device's key any more. The last policy stays in force; tell {agency}.",
  },
  "agency.refused.enrolment": {
    id: "Server tidak lagi menerima keanggotaan Anda di {agency}. Aturan yang terakhir tetap berlaku; masuk lagi, atau keluar.",
    en: "The server does not accept your membership of {agency} any more. The last policy stays in force; sign in again, or sign out.",
  },
  "agency.not_asked": {
    id: "Aturan yang baru belum dapat diambil. {problem} Yang terakhir tetap berlaku.",
    en: "A newer policy could not be fetched. {problem} The last one stays in force.",
  },
  "agency.unread": {
    id: "Sebagian aturan tidak dapat dibaca dan tidak dipakai: {fields}. Beri tahu {agency}.",
    en: "Part of the policy could not be read and is not used: {fields}. Tell {agency}.",
  },
  "agency.mail": { id: "Tulis surel ke instansi", en: "Write to the agency" },
  "agency.web": { id: "Buka halaman instansi", en: "Open the agency's page" },
  "agency.stays": {
    id: "Yang diatur {agency} di perangkat ini tetap berlaku sesudahnya.",
    en: "What {agency} has set on this device stays in force afterwards.",
  },
  "platforms.heading": { id: "Platform yang dijaga", en: "Guarded platforms" },
  "platforms.hint": {
    id: "Di platform yang dimatikan tidak ada yang ditahan, ditandai, atau dihitung. Berlaku seketika, juga di halaman yang sudah terbuka.",
    en: "On a platform that is switched off nothing is held, marked or counted. It takes effect at once, also in pages that are open already.",
  },
  "platforms.permission": {
    id: "Izin situs diberikan saat pemasangan, supaya Anda terlindung sejak awal. Izin itu dapat Anda cabut kapan saja di pengaturan peramban; di sini dapat diminta lagi, satu platform sekali minta.",
    en: "The sites are granted when the extension is installed, so that you are protected from the start. You can take them back at any time in the browser's settings; here they can be asked for again, one platform at a time.",
  },
  "platforms.grant": { id: "Beri izin untuk {platform}", en: "Grant {platform}" },
  "platform.on": { id: "Dijaga, {count} situs", en: "Guarded, sites: {count}" },
  "platform.off": { id: "Dimatikan oleh Anda, {count} situs", en: "Switched off by you, sites: {count}" },
  "platform.off.agency": { id: "Dimatikan oleh {agency}, {count} situs", en: "Switched off by {agency}, sites: {count}" },
  "platform.missing": {
    id: "Belum dijaga sepenuhnya: peramban belum memberi izin untuk semua dari {count} situsnya",
    en: "Not fully guarded: the browser has not granted all of its sites ({count})",
  },
  "region.heading": { id: "Wilayah Anda", en: "Your region" },
  "region.hint": {
    id: "Boleh dikosongkan. Pemilihan di wilayah ini disebut lebih dahulu; penjagaan tidak berubah, karena pegawai terikat di mana pun. Hanya disimpan di peramban ini, tidak pernah dikirim.",
    en: "May be left empty. The elections of this region are named first; the guarding does not change, because staff are bound everywhere. It is kept in this browser only, never sent.",
  },
  "region.missing": {
    id: "Daftar wilayah datang bersama daftar akun dan belum ada di sini.",
    en: "The list of regions comes with the account list and is not here yet.",
  },
  "region.province": { id: "Provinsi", en: "Province" },
  "region.part": { id: "Kabupaten atau kota", en: "Kabupaten or kota" },
  "region.none": { id: "Tidak disebut", en: "Not said" },
  "region.whole": { id: "Seluruh provinsi", en: "The whole province" },
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
  "stored.heading": { id: "Yang disimpan di peramban ini", en: "What is stored in this browser" },
  "stored.hint": {
    id: "Inilah semuanya. Buka satu baris untuk melihat isinya apa adanya.",
    en: "This is all of it. Open a line to see what it holds, exactly as stored.",
  },
  "stored.settings": { id: "Jawaban dan pengaturan Anda", en: "Your answer and settings" },
  "stored.settings.why": {
    id: "Yang Anda pilih di halaman ini dan di popup. Tidak pernah dikirim.",
    en: "What you chose on this page and in the popup. Never sent.",
  },
  "stored.enrolment": { id: "Keanggotaan instansi", en: "Membership of an agency" },
  "stored.enrolment.why": {
    id: "Sesudah Anda masuk lewat instansi. Sama persis untuk semua pegawai yang masuk pada hari yang sama; ditunjukkan hanya untuk meminta aturan instansi.",
    en: "After you signed in through your agency. Exactly the same for everybody who signed in on the same day; shown only to ask for the agency's rules.",
  },
  "stored.policy": { id: "Yang diatur instansi Anda", en: "What your agency has set" },
  "stored.policy.why": {
    id: "Aturan dari instansi, sama untuk semua pegawainya. Di dalamnya tidak ada apa pun tentang Anda.",
    en: "The policy of the agency, the same for all its people. Nothing in it is about you.",
  },
  "stored.continued": { id: "Yang Anda lanjutkan hari ini", en: "What you continued with today" },
  "stored.continued.why": {
    id: "Akun dan tindakan sesudah Tetap lanjut, supaya tidak ditanya dua kali. Hilang bila peramban ditutup atau hari berganti. Tidak pernah dikirim.",
    en: "Accounts and actions after Continue anyway, so that you are not asked twice. Gone when the browser is closed or the day ends. Never sent.",
  },
  "stored.hinted": { id: "Profil yang sudah diberi petunjuk hari ini", en: "Profiles that had their hint today" },
  "stored.hinted.why": {
    id: "Akun yang Anda ikuti dan yang petunjuknya sudah tampil, supaya tampil sekali saja. Hilang bila peramban ditutup atau hari berganti. Tidak pernah dikirim.",
    en: "Accounts that you follow and whose hint was shown, so that it is shown once. Gone when the browser is closed or the day ends. Never sent.",
  },
  "stored.report": { id: "Akun dalam halaman keberatan", en: "The account on the objection page" },
  "stored.report.why": {
    id: "Akun yang terakhir Anda buka lewat Daftar ini salah? Hilang bila peramban ditutup. Tidak dikirim oleh Jaga Jempol.",
    en: "The account you last opened by Is this list wrong? Gone when the browser is closed. Not sent by Jaga Jempol.",
  },
  "stored.health": { id: "Hitungan halaman yang belum dikenali", en: "Counts of pages not recognised" },
  "stored.health.why": {
    id: "Berapa kali sebuah bentuk halaman tidak dikenali, tanpa alamat dan tanpa nama. Tidak pernah dikirim.",
    en: "How often a form of page was not recognised, with no address and no name. Never sent.",
  },
  "stored.sent": { id: "Permintaan yang dibuat", en: "Requests that were made" },
  "stored.sent.why": {
    id: "Apa yang diminta Jaga Jempol dari server, dan kapan.",
    en: "What Jaga Jempol has asked of the server, and when.",
  },
  "stored.list": { id: "Daftar akun", en: "The account list" },
  "stored.list.why": {
    id: "Akun calon, tim kampanye, dan partai dari server, sama untuk semua orang, dan kapan terakhir diperiksa.",
    en: "Accounts of candidates, campaign teams and parties from the server, the same for everybody, and when it was last checked.",
  },
  "stored.trust": { id: "Tanda tangan daftar", en: "Signatures of the list" },
  "stored.trust.why": {
    id: "Siapa yang menandatangani daftar, sehingga daftar palsu ditolak. Sama untuk semua orang.",
    en: "Who signs the list, so that a false one is refused. The same for everybody.",
  },
  "stored.warnings": { id: "Keterangan akun dalam daftar", en: "What is known of the listed accounts" },
  "stored.warnings.why": {
    id: "Nama pemilik akun dan pemilihannya, dari server.",
    en: "The owners of the accounts and their elections, from the server.",
  },
  "stored.wording": { id: "Aturan dan kalimat peringatan", en: "Rules and wording" },
  "stored.wording.why": {
    id: "Teks peringatan, dan aturan mana yang berlaku bagi pekerjaan Anda.",
    en: "The texts of the warnings, and which rules hold for your employment.",
  },
  "stored.platforms": { id: "Bentuk halaman tiap platform", en: "The pages of each platform" },
  "stored.platforms.why": {
    id: "Cara mengenali tombol dan pemilik halaman. Sama untuk semua orang.",
    en: "How buttons and the owners of pages are recognised. The same for everybody.",
  },
  "stored.regions": { id: "Nama wilayah", en: "Names of regions" },
  "stored.regions.why": {
    id: "Provinsi, kabupaten, dan kota yang dapat dipilih di halaman ini.",
    en: "The provinces, kabupaten and kota that can be chosen on this page.",
  },
  "stored.back_off": { id: "Permintaan yang gagal", en: "Requests that failed" },
  "stored.back_off.why": {
    id: "Kapan teks peringatan boleh diminta lagi dari server. Hilang bila peramban ditutup.",
    en: "When a warning text may be asked of the server again. Gone when the browser is closed.",
  },
  "stored.policy_state": { id: "Asal aturan instansi", en: "Where the agency's policy came from" },
  "stored.policy_state.why": {
    id: "Apa yang dipasang instansi di perangkat ini, jawaban terakhir servernya, dan apa yang tidak dapat dibaca. Kuncinya tidak disimpan di sini.",
    en: "What the agency has put on this device, the last answer of its server, and what could not be read. The key is not stored here.",
  },
  "stored.other": { id: "Lain-lain", en: "Other things" },
  "stored.other.why": {
    id: "Catatan kerja Jaga Jempol yang tidak termasuk baris di atas.",
    en: "Working notes of Jaga Jempol that belong to no line above.",
  },
  "stored.more": { id: "Lanjutannya ada dalam berkas unduhan.", en: "The rest is in the file to download." },
  "stored.export": { id: "Unduh semuanya", en: "Download everything" },
  "stored.export.hint": {
    id: "Satu berkas JSON berisi semua di atas. Berkas dibuat di peramban ini dan tidak dikirim ke mana pun; di dalamnya ada pilihan Anda, jadi simpanlah untuk diri sendiri.",
    en: "One JSON file with all of the above. It is made in this browser and sent nowhere; it holds your choices, so keep it to yourself.",
  },
  "stored.exported": { id: "Berkas sudah dibuat.", en: "The file has been made." },
  "stored.about": {
    id: "Semua yang disimpan Jaga Jempol di peramban ini. explained: arti tiap bagian; settings: pilihan yang berlaku, termasuk bawaan; local: tersimpan di cakram; session: hilang bila peramban ditutup.",
    en: "Everything that Jaga Jempol stores in this browser. explained: what each part means; settings: the choices in force, defaults included; local: kept on disk; session: gone when the browser is closed.",
  },

  // --- Sign-in through an agency ---
  "sign_in.heading": { id: "Masuk lewat instansi (bila mau)", en: "Sign in through your agency (if you like)" },
  "sign_in.hint": {
    id: "Tanpa masuk pun penjagaannya sama. Dengan masuk, pengaturan dan kalimat dari instansi Anda berlaku di peramban ini. Anda masuk di halaman instansi; Jaga Jempol hanya mencatat “anggota instansi ini”, bukan siapa Anda.",
    en: "You are guarded the same without it. Signed in, your agency's settings and sentence count in this browser. You sign in on the agency's page; Jaga Jempol keeps only “member of this agency”, not who you are.",
  },
  "sign_in.list": { id: "Tampilkan instansi", en: "Show the agencies" },
  "sign_in.with": { id: "Masuk: {agency}", en: "Sign in: {agency}" },
  "sign_in.none": { id: "Server ini belum mengenal instansi dengan cara masuk.", en: "No agency on this server offers sign-in yet." },
  "sign_in.asking": { id: "Menanyakan ke server …", en: "Asking the server …" },
  "sign_in.open": {
    id: "Jendela {host} terbuka. Lanjutkan di sana.",
    en: "A window of {host} opens. Continue there.",
  },
  "sign_in.done": { id: "Anda sudah masuk.", en: "You are signed in." },
  "sign_in.done.pns": {
    id: "Anda sudah masuk, dan Jaga Jempol berjaga dengan aturan PNS. Pilih jawaban lain bila Anda bukan PNS.",
    en: "You are signed in, and Jaga Jempol is on guard by the rules for PNS. Choose another answer if you are no PNS.",
  },
  "sign_in.done.clock": {
    id: "Jam komputer ini berbeda lebih dari dua menit dari jam server. Perbaiki, supaya aturan instansi tidak berakhir terlalu cepat.",
    en: "This computer's clock is more than two minutes from the server's. Set it, so that the agency's rules do not end too early.",
  },
  "sign_in.out": { id: "Keluar dari instansi", en: "Sign out of the agency" },
  "sign_in.left": { id: "Anda sudah keluar. Jaga Jempol tetap berjaga.", en: "You are signed out. Jaga Jempol goes on guarding." },
  "sign_in.state.member": {
    id: "Anda masuk sebagai anggota {agency}, sampai {day}. Jaga Jempol tidak tahu siapa Anda.",
    en: "You are signed in as a member of {agency}, until {day}. Jaga Jempol does not know who you are.",
  },
  "sign_in.state.expired": {
    id: "Masa masuk Anda di {agency} berakhir pada {day}. Jaga Jempol tetap berjaga; masuk lagi supaya aturan instansi tetap baru.",
    en: "Your sign-in at {agency} ended on {day}. Jaga Jempol goes on guarding; sign in again to keep the agency's rules up to date.",
  },
  "sign_in.state.refused": {
    id: "Server tidak lagi menerima keanggotaan Anda di {agency}: instansi itu tidak ikut lagi, atau masa masuk dicabut. Jaga Jempol tetap berjaga; masuk lagi, atau keluar.",
    en: "The server does not accept your membership of {agency} any more: the agency has left, or the sign-in was withdrawn. Jaga Jempol goes on guarding; sign in again, or sign out.",
  },
  "sign_in.state.elsewhere": {
    id: "Anda masuk sebagai anggota {agency} di server lain ({server}). Masuk lagi di sini, atau keluar.",
    en: "You signed in as a member of {agency} at another server ({server}). Sign in again here, or sign out.",
  },
  "sign_in.problem.cancelled": {
    id: "Batal: jendela ditutup, atau instansi tidak mengizinkan. Tidak ada yang berubah.",
    en: "Cancelled: the window was closed, or the agency did not allow it. Nothing has changed.",
  },
  "sign_in.problem.provider_down": {
    id: "Sistem masuk instansi tidak menjawab. Tidak ada yang berubah; coba lagi nanti.",
    en: "The agency's sign-in does not answer. Nothing has changed; try again later.",
  },
  "sign_in.problem.provider_wrong": {
    id: "Sistem masuk instansi belum disiapkan untuk Jaga Jempol. Beri tahu meja bantuan instansi.",
    en: "The agency's sign-in is not set up for Jaga Jempol. Tell the agency's help desk.",
  },
  "sign_in.problem.provider_refused": {
    id: "Instansi menolak permintaan masuk. Beri tahu meja bantuan instansi.",
    en: "The agency refused the sign-in. Tell the agency's help desk.",
  },
  "sign_in.problem.server_down": {
    id: "Server Jaga Jempol tidak dapat melayani. Tidak ada yang berubah; coba lagi nanti.",
    en: "The Jaga Jempol server cannot serve this. Nothing has changed; try again later.",
  },
  "sign_in.problem.not_offered": {
    id: "Instansi ini tidak ikut lagi, atau tidak lagi menyediakan cara masuk. Jaga Jempol tetap berjaga tanpa masuk.",
    en: "This agency does not take part any more, or offers no sign-in any more. Jaga Jempol guards without it.",
  },
  "sign_in.problem.not_member": {
    id: "Anda berhasil masuk, tetapi instansi tidak menyebut Anda sebagai anggota. Tanyakan kepada meja bantuan instansi.",
    en: "You signed in, but the agency does not name you as a member. Ask the agency's help desk.",
  },
  "sign_in.problem.clocks": {
    id: "Bukti dari instansi terlalu lama atau dari masa depan: jam server berbeda. Coba lagi; bila tetap begitu, beri tahu meja bantuan instansi.",
    en: "The agency's proof is too old or from the future: the clocks of the servers differ. Try again; if it stays so, tell the agency's help desk.",
  },
  "sign_in.problem.token_refused": {
    id: "Bukti dari instansi tidak sah untuk Jaga Jempol. Coba lagi; bila tetap begitu, beri tahu meja bantuan instansi.",
    en: "The agency's proof does not hold for Jaga Jempol. Try again; if it stays so, tell the agency's help desk.",
  },
  "sign_in.problem.too_many": {
    id: "Terlalu banyak orang masuk pada saat yang sama. Coba lagi satu menit lagi.",
    en: "Too many people are signing in at once. Try again in a minute.",
  },
  "sign_in.problem.unexpected": {
    id: "Ada yang salah di Jaga Jempol sendiri. Tidak ada yang berubah; coba lagi.",
    en: "Something went wrong in Jaga Jempol itself. Nothing has changed; try again.",
  },

  // --- What was sent; addresses are told in words by sent.js ---
  "sent.title": { id: "Apa yang dikirim", en: "What is sent" },
  "sent.intro": {
    id: "Setiap permintaan dari Jaga Jempol ke server tercatat di sini, paling banyak 100 yang terakhir. Catatan ini hanya disimpan di peramban ini, tidak pernah dikirim.",
    en: "Every request that Jaga Jempol makes to the server is written down here, the last 100 at most. The record is kept in this browser only, never sent.",
  },
  "sent.never": { id: "Yang tidak pernah dikirim", en: "What is never sent" },
  "sent.never.pages": {
    id: "Halaman yang Anda buka, dan akun yang Anda sukai, komentari, bagikan, atau ikuti.",
    en: "The pages you open, and the accounts you like, comment on, share or follow.",
  },
  "sent.never.person": {
    id: "Nama, NIP, NIK, surel, akun Anda, jawaban, dan pengaturan Anda; kecuali Anda sendiri masuk lewat instansi (di bawah).",
    en: "Your name, NIP, NIK, e-mail, accounts, answer and settings; unless you yourself sign in through an agency (below).",
  },
  "sent.sign_in": {
    id: "Bila Anda masuk lewat instansi: Anda mengisi sandi di halaman instansi, bukan di sini. Bukti dari instansi, yang dapat memuat nama atau surel, dikirim satu kali ke server Jaga Jempol, diperiksa, lalu dibuang: tidak disimpan dan tidak dicatat. Yang tersisa hanya “anggota instansi ini”.",
    en: "If you sign in through an agency: you type your password on the agency's page, not here. The agency's proof, which may hold a name or e-mail, is sent once to the Jaga Jempol server, checked and dropped: neither stored nor logged. All that is left is “member of this agency”.",
  },
  "sent.key": {
    id: "Bila instansi mengelola perangkat ini atau Anda masuk lewat instansi: saat menanyakan aturan instansi, dan hanya saat itu, Jaga Jempol menyertakan kunci. Kunci perangkat mengenali instansi, atau perangkat ini bila setiap perangkat diberi kunci sendiri. Kunci anggota sama bagi semua orang dari instansi itu yang masuk pada hari yang sama.",
    en: "If an agency manages this device, or you sign in through one: when asking for the agency's policy, and only then, Jaga Jempol sends a key along. A device key tells which agency it is, or which device if each was given a key of its own. A member's key is the same for everybody of that agency who signed in on the same day.",
  },
  "sent.never.mark": {
    id: "Kuki, sandi, atau tanda lain yang mengenali Anda atau peramban ini; kecuali kunci instansi, bila ada (di bawah).",
    en: "Cookies, passwords or any other mark that knows you or this browser; except for an agency's key, if there is one (below).",
  },
  "sent.network": {
    id: "Seperti setiap situs, server melihat alamat jaringan (IP) dan nama peramban Anda.",
    en: "Like every site, the server sees your network address (IP) and the name of your browser.",
  },
  "sent.requests": { id: "Permintaan", en: "Requests" },
  "sent.none": { id: "Belum ada.", en: "None so far." },
  "sent.forget": { id: "Hapus catatan", en: "Erase the record" },
  "sent.forgotten": { id: "Catatan sudah dihapus.", en: "The record has been erased." },
  "sent.what.timestamp": { id: "Bertanya apakah ada terbitan baru", en: "Asked whether there is a new release" },
  "sent.what.root": { id: "Bertanya apakah penanda tangan daftar berganti", en: "Asked whether the signers of the list have changed" },
  "sent.what.regions": { id: "Mengambil nama wilayah", en: "Fetched the names of regions" },
  "sent.what.metadata": { id: "Mengambil daftar isi terbitan", en: "Fetched the table of contents of the release" },
  "sent.what.delta": { id: "Mengambil perubahan sejak terbitan yang ada di sini", en: "Fetched what has changed since the release that is here" },
  "sent.what.list": { id: "Mengambil daftar akun", en: "Fetched the account list" },
  "sent.what.platforms": { id: "Mengambil cara mengenali situs", en: "Fetched how sites are recognised" },
  "sent.what.wording": { id: "Mengambil aturan dan kata-kata peringatan", en: "Fetched the rules and the wording" },
  "sent.what.warnings": {
    id: "Mengambil teks peringatan satu kelompok pemilihan",
    en: "Fetched the warning texts of one group of contests",
  },
  "sent.what.policy": { id: "Menanyakan aturan instansi", en: "Asked for the agency's policy" },
  "sent.what.agencies": { id: "Menanyakan instansi mana yang menyediakan cara masuk", en: "Asked which agencies offer sign-in" },
  "sent.what.provider": { id: "Menghubungi sistem masuk instansi Anda", en: "Spoke to your agency's sign-in" },
  "sent.what.enrol": { id: "Menunjukkan bukti dari instansi Anda", en: "Showed your agency's proof" },
  "sent.what.other": { id: "Mengambil berkas lain", en: "Fetched another file" },
  "sent.why.poll": { id: "Pemeriksaan berkala.", en: "The regular check." },
  "sent.why.settings": { id: "Karena pengaturan berubah.", en: "Because a setting changed." },
  "sent.why.hand": { id: "Atas permintaan Anda.", en: "Because you asked for it." },
  "sent.why.ahead": {
    id: "Lebih dahulu, pada saat acak, bukan karena halaman yang Anda buka.",
    en: "Ahead of time, at a random moment, not because of a page you opened.",
  },
  "sent.why.visit": {
    id: "Karena akun dalam daftar tampil di halaman; akunnya tidak disebut.",
    en: "Because a listed account appeared on a page; the account is not named.",
  },
  "sent.why.policy": {
    id: "Karena instansi mengatur perangkat ini, atau Anda masuk sebagai pegawainya.",
    en: "Because an agency manages this device, or you have signed in as one of its people.",
  },
  "sent.why.sign_in": { id: "Karena Anda masuk lewat instansi.", en: "Because you signed in through an agency." },
  "sent.answer.ok": { id: "Diterima: {bytes} byte.", en: "Received: {bytes} bytes." },
  "sent.answer.nothing_newer": { id: "Tidak ada yang baru.", en: "Nothing new." },
  "sent.answer.other": { id: "Jawaban {status}, isinya tidak dibaca.", en: "Answer {status}, its content was not read." },
  "sent.answer.refused": { id: "Jawaban {status}: {bytes} byte dibaca.", en: "Answer {status}: {bytes} bytes read." },
  "sent.answer.elsewhere": { id: "Dialihkan ke tempat lain, tidak diikuti.", en: "Led elsewhere, not followed." },
  "sent.answer.none": { id: "Tidak ada jawaban.", en: "No answer." },
  "sent.along.nothing": {
    id: "Jaga Jempol tidak menyertakan kuki, tajuk tambahan, atau isi.",
    en: "Jaga Jempol sent no cookie, extra header or body along.",
  },
  "sent.along.window": {
    id: "Jendela itu milik instansi: peramban menyertakan kuki instansi, dan Anda mengisinya sendiri.",
    en: "The window is the agency's: the browser sends the agency's own cookies, and you fill it in yourself.",
  },
  "sent.along.code": {
    id: "Disertakan: kode sekali pakai dari instansi itu sendiri, tanpa kuki.",
    en: "Sent along: the one-time code of that same agency, no cookie.",
  },
  "sent.along.enrol": {
    id: "Disertakan: bukti dari instansi, dibuang sesudah diperiksa; tanpa kuki.",
    en: "Sent along: the agency's proof, dropped once checked; no cookie.",
  },
  "sent.along": {
    id: "Disertakan: kuki {cookies}, tajuk {headers}, isi {body}.",
    en: "Sent along: cookies {cookies}, headers {headers}, body {body}.",
  },
  "sent.along.policy": {
    id: "Kunci dari instansi disertakan, agar server tahu aturan instansi mana yang diminta. Permintaan lain tidak membawanya.",
    en: "The key from the agency was sent along, so that the server knows which agency's policy is asked for. No other request carries it.",
  },
  "erase.heading": { id: "Hapus semua", en: "Erase everything" },
  "erase.hint": {
    id: "Menghapus jawaban, pengaturan, ingatan Tetap lanjut, daftar, hitungan, dan catatan permintaan dari peramban ini. Sesudahnya Jaga Jempol tidur.",
    en: "Erases your answer, settings, what you continued with, the list, the counts and the record of requests from this browser. Jaga Jempol sleeps afterwards.",
  },
  "erase.button": { id: "Hapus semua …", en: "Erase everything …" },
  "erase.question": { id: "Hapus semua yang disimpan Jaga Jempol?", en: "Erase everything that Jaga Jempol stores?" },
  "erase.cancel": { id: "Batal", en: "Cancel" },
  "erase.confirm": { id: "Hapus", en: "Erase" },
  "erase.done": { id: "Semua sudah dihapus.", en: "Everything has been erased." },

  // --- Daftar ini salah? ---
  report: { id: "Daftar ini salah?", en: "Is this list wrong?" },
  "report.title": { id: "Daftar ini salah? · Jaga Jempol", en: "Is this list wrong? · Jaga Jempol" },
  "report.lead": {
    id: "Siapa pun boleh berkeberatan. Halaman ini menyusun teksnya; tidak ada yang dikirim dengan sendirinya.",
    en: "Anybody may object. This page writes the text; nothing is sent by itself.",
  },
  "report.listing": { id: "Yang tertulis di daftar", en: "What the list says" },
  "report.phase": { id: "Hari ini: {phase}", en: "Today: {phase}" },
  "report.days": { id: "Diingatkan dari {starts} sampai {ends}", en: "Warnings from {starts} to {ends}" },
  "report.unknown": {
    id: "Rinciannya belum ada di peramban ini.",
    en: "Its details are not in this browser yet.",
  },
  "report.held": {
    id: "Tindakan Anda ({action}) masih ditahan di tab sebelumnya. Jawab di sana sesudah selesai di sini.",
    en: "Your action ({action}) is still held in the tab before. Answer there when you are done here.",
  },
  "report.question": { id: "Apa yang salah?", en: "What is wrong?" },
  "report.kind.wrongly_listed": { id: "Akun ini tidak seharusnya dicatat", en: "This account should not be listed" },
  "report.kind.wrong_owner": { id: "Orang atau perannya salah", en: "The person or the role is wrong" },
  "report.kind.ended": { id: "Pencalonannya sudah berakhir", en: "The candidacy has ended" },
  "report.kind.missing": { id: "Ada akun yang belum dicatat", en: "An account is missing" },
  "report.kind.wrong_text": { id: "Isi peringatannya salah", en: "The warning says something wrong" },
  "report.kind.recogniser": {
    id: "Yang ditahan bukan tombol yang saya tekan",
    en: "What was held is not the control I pressed",
  },
  "report.text": { id: "Teks keberatan", en: "Text of the objection" },
  "report.text.hint": {
    id: "Baca dan ubah sesuka Anda. Halaman yang Anda buka tidak disebut, kecuali Anda menulisnya.",
    en: "Read it and change it as you like. The page you were on is not named unless you write it.",
  },
  "report.no_identity": {
    id: "Jangan tulis NIP, NIK, atau nomor telepon. Nama Anda tidak diperlukan.",
    en: "Write no NIP, NIK or phone number. Your name is not needed.",
  },
  "report.send": { id: "Sampaikan", en: "Pass it on" },
  "report.shows_you": {
    id: "Surel dan formulir menunjukkan kepada pengelola siapa Anda: alamat surel atau akun yang Anda pakai di sana.",
    en: "E-mail and form show the maintainers who you are: your e-mail address, or the account you use there.",
  },
  "report.no_contact": {
    id: "Daftar ini tidak mencantumkan alamat pengelola. Salin teksnya, lalu berikan kepada orang atau instansi yang memberi Anda Jaga Jempol.",
    en: "This list names no address of its maintainers. Copy the text and give it to the person or office that gave you Jaga Jempol.",
  },
  "report.copy": { id: "Salin teks", en: "Copy the text" },
  "report.copied": { id: "Teks sudah disalin.", en: "The text has been copied." },
  "report.not_copied": {
    id: "Peramban tidak mengizinkan. Teksnya sudah dipilih: salin dengan Ctrl+C.",
    en: "The browser does not allow it. The text is selected: copy it with Ctrl+C.",
  },
  "report.mail": { id: "Kirim lewat surel", en: "Send by e-mail" },
  "report.form": { id: "Buka formulir", en: "Open the form" },
  "report.next": { id: "Apa yang terjadi sesudahnya", en: "What happens then" },
  "report.next.keeper": {
    id: "Daftar ini disusun dan dijaga oleh pengelolanya dari sumber terbuka, dengan aturan yang sama untuk semua calon dan partai.",
    en: "The list is made and kept by its maintainers from public sources, by the same rules for every candidate and party.",
  },
  "report.next.during": {
    id: "Selama keberatan tentang sebuah akun diperiksa, akun itu tidak diperingatkan.",
    en: "While an objection to an account is looked into, nobody is warned of it.",
  },
  "report.next.decision": {
    id: "Dua pengelola memutuskan atas bukti saja. Bila ragu, akun tidak dicatat. Keputusan dan alasannya dapat dibaca semua orang.",
    en: "Two maintainers decide on evidence alone. In doubt an account is not listed. Everybody can read the decision and its reason.",
  },
  "report.line.heading": { id: "Keberatan atas daftar Jaga Jempol", en: "Objection to the list of Jaga Jempol" },
  "report.line.kind": { id: "Yang salah: {value}", en: "What is wrong: {value}" },
  "report.line.account": { id: "Akun: {value}", en: "Account: {value}" },
  "report.line.entry": { id: "Tertulis di daftar: {value}", en: "The list says: {value}" },
  "report.line.list": { id: "Daftar per {value}", en: "List of {value}" },
  "report.line.version": { id: "Versi ekstensi: {value}", en: "Version of the extension: {value}" },
  "report.ask.wrongly_listed": {
    id: "Mengapa tidak seharusnya dicatat:\n\nSumber (alamat halaman), bila ada:",
    en: "Why it should not be listed:\n\nSource (address of a page), if there is one:",
  },
  "report.ask.wrong_owner": {
    id: "Milik siapa, atau perannya apa:\n\nSumber (alamat halaman), bila ada:",
    en: "Whose it is, or in which role:\n\nSource (address of a page), if there is one:",
  },
  "report.ask.ended": {
    id: "Sejak kapan, dan mengapa:\n\nSumber (alamat halaman), bila ada:",
    en: "Since when, and why:\n\nSource (address of a page), if there is one:",
  },
  "report.ask.missing": {
    id: "Alamat profil yang belum dicatat:\n\nMilik calon, tim, atau partai siapa, di pemilihan mana:\n\nSumber (alamat halaman):",
    en: "Address of the profile that is missing:\n\nOf which candidate, team or party, in which election:\n\nSource (address of a page):",
  },
  "report.ask.wrong_text": {
    id: "Kalimat yang salah:\n\nYang benar, dan menurut aturan mana:",
    en: "The sentence that is wrong:\n\nWhat is right, and by which rule:",
  },
  "report.ask.recogniser": {
    id: "Yang saya tekan:\n\nYang seharusnya terjadi:\n\nPeramban:",
    en: "What I pressed:\n\nWhat should have happened:\n\nBrowser:",
  },
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
