// Data: what passwords are most often made of. Lower case, as people write it; at least four characters.

/** Walks over the keyboard, and runs of digits and letters. */
const runs = `
1234 12345 123456 1234567 12345678 123456789 1234567890 0123456789 2345 23456 234567 3456 4567 5678 6789 7890 0987 9876
98765 987654 9876543 98765432 987654321 9876543210 8765 7654 6543 5432 4321 54321 654321 7654321 87654321
1111 11111 111111 1111111 11111111 0000 00000 000000 00000000 2222 222222 3333 333333 4444 444444 5555 555555 6666 666666
7777 777777 7777777 8888 888888 88888888 9999 999999 1212 121212 2121 1313 131313 2020 2323 232323 1122 112233 11223344
1133 1144 1199 1221 1331 1357 13579 2468 24680 1470 14789 147258 147258369 1590 159357 159753 258456 369258 741852
741852963 753951 789456 789456123 852456 963852 1q2w 1q2w3e 1q2w3e4r 1q2w3e4r5t 1qaz 1qaz2wsx 2wsx 2wsx3edc 3edc 3edc4rfv
4rfv q1w2 q1w2e3 q1w2e3r4 q1w2e3r4t5 zaq1 zaq12wsx zaq1xsw2 xsw2 qwer qwert qwerty qwertyu qwertyui qwertyuiop qwertz
qwertzu qwertzui qwertzuiop azer azert azerty azertyui azertyuiop asdf asdfg asdfgh asdfghj asdfghjk asdfghjkl zxcv zxcvb
zxcvbn zxcvbnm yxcv yxcvb yxcvbnm wert werty erty rtyu tyui uiop poiu poiuy poiuytrewq lkjh lkjhgfdsa mnbv mnbvc mnbvcxz
trewq fdsa ytrewq qazwsx qazwsxedc qweasd qweasdzxc wasd
abcd abcde abcdef abcdefg abcdefgh abcdefghi abcdefghij bcde cdef defg efgh fghi ghij hijk ijkl jklm klmn lmno mnop nopq
opqr pqrs qrst rstu stuv tuvw uvwx vwxy wxyz zyxw dcba fedcba aaaa aaaaaa aaaaaaaa bbbb cccc dddd eeee ffff qqqq ssss
wwww xxxx xxxxxx yyyy zzzz zzzzzz aabb aabbcc abab abcabc abc1 abc12 abc123 a1b2 a1b2c3 a1b2c3d4 aa11 aa123 aa1234 a123 a1234
a12345 a123456 q123 q12345 123a 123abc 123abcd abcd1234 1234abcd 123qwe 123qweasd qwe123 qwe123qwe asd123 zxc123 123asd
123123 1231 123321 321321 3210 456456 4564 789789 696969 6969 420420 101010 1010 010101 0101 102030 100200 192837 19283746
`;

/** Words of signing in, of computers, and what programs are delivered with. */
const words = `
pass passw passwd password passwords passwort passwrd motdepasse contrasena contraseña parola senha haslo heslo wachtwoord lozinka
parool salasana jelszo losenord lösenord adgangskode geheim secret secrets secure secured security sicher sicherheit private
privat login logon logmein letmein letmein1 lemein opensesame sesame open openup enter entrar access zugang unlock master
masterkey keyword passkey passcode pincode admin admins administrator adminadmin root rootroot toor user users username
guest gast invite operator support helpdesk service services server system sysadmin superuser supervisor manager demo demos
test tests test1 testing tester testtest temp temporary changeme changeit change changed initial default standard sample
example welcome welcom willkommen bienvenue bienvenido benvenuto hello hallo hola hellohello goodbye computer laptop desktop
internet website windows window microsoft office office365 outlook excel azure entra oracle cisco linux ubuntu debian android
apple iphone ipad samsung google gmail yahoo hotmail facebook twitter instagram linkedin youtube amazon netflix spotify
paypal whatsapp tiktok pokemon minecraft roblox fortnite nintendo playstation xbox database backup network wireless wifi
router switch printer machine monitor keyboard mouse hacker hacked hackme matrix cyber digital mobile phone telephone email
company business corporate enterprise employee staff team work worker working
`;

/** What people think of: names, loves, beasts, games, food, seasons, places. */
const thoughts = `
love lovely lover loveyou iloveyou iloveu iluvyou iloveme lovelove loveme teamo jetaime ichliebedich tiamo mylove baby babe babygirl
babyboy honey sweet sweety sweetie sweetheart darling angel angels beautiful pretty princess prince princesa queen king kings
kingdom forever friend friends friendship happy happiness smile lucky luckyme hope faith peace freedom heaven jesus christ
christian church bible blessed blessing god lord amen family mother father mommy daddy mama papa sister brother
boyfriend girlfriend wife husband marry wedding kissme kisses hugs sexy sexygirl fuck fucker fuckyou fuckme asshole bitch bastard
shit bullshit damn hell devil satan demon money cash dollar million rich gold golden silver diamond platinum crystal ruby
dragon dragons monkey monkeys tiger tigers lion lions bear bears wolf wolves eagle eagles falcon hawk panther puma cobra
shark dolphin horse horses pony pferd donkey rabbit bunny kitty kitten cats puppy doggy dogs hund katze buster bella
charlie maggie molly lucy daisy rocky tigger snoopy garfield mickey minnie donald simpson homer bart batman superman
spiderman ironman hulk avengers marvel starwars skywalker yoda vader jedi trek hobbit frodo gandalf potter harrypotter naruto
goku zelda mario sonic pikachu doctor ninja samurai pirate warrior knight soldier ranger hunter killer shadow ghost phantom
phoenix thunder lightning storm fire ice blaze flame magic magical merlin wizard mystery legend hero heroes power powers
superstar star stars starlight sunshine sunny moon moonlight rainbow butterfly flower flowers rose roses lily jasmine
cherry apple1 orange banana lemon peach strawberry blueberry cookie cookies chocolate coffee pepper ginger cheese pizza
butter sugar candy beer whiskey vodka tequila bacon chicken turkey sausage potato tomato pasta
baseball basketball football soccer hockey tennis golf golfer racing runner swimming fussball futbol liverpool arsenal
chelsea manchester united barcelona realmadrid madrid juventus bayern bayernmunchen dortmund schalke ajax celtic rangers
yankees lakers cowboys steelers packers raiders broncos redsox
ferrari porsche mercedes mustang corvette camaro honda toyota yamaha suzuki ducati harley volkswagen audi jaguar
spring summer autumn fall winter fruehling frühling sommer herbst season printemps automne hiver primavera verano otono otoño
invierno january february march april june july august september october november december januar februar maerz märz
juni juli oktober dezember janvier fevrier mars avril juin juillet aout septembre octobre novembre decembre enero febrero
monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag samstag sonntag
lundi mardi mercredi jeudi vendredi samedi dimanche today tomorrow yesterday weekend holiday vacation urlaub birthday christmas
weihnachten newyear easter halloween morning evening night midnight
america american england english britain london scotland ireland germany german deutschland berlin hamburg munich muenchen
münchen france french paris italy italia roma spain espana españa europe canada toronto mexico brazil brasil argentina
chile colombia australia sydney india mumbai delhi pakistan china beijing japan tokyo korea russia moscow ukraine poland polska
turkey1 istanbul egypt africa texas california florida newyork chicago boston dallas houston denver seattle vegas
alexander alexandra amanda andrea andrew angela anna anthony antonio ashley barbara benjamin brandon brian carlos carmen
carolina caroline catherine charles charlotte chris christina christine christopher claudia daniel daniela danielle david
deborah diego dominik edward elena elizabeth emily emma eric erik fernando francesco francis frank gabriel george giovanni
hannah heather helena henry isabel isabella jack jackson jacob james jan jason javier jeffrey jennifer jeremy jessica joanna
johannes john johnny jonathan jordan jose joseph joshua juan julia julian julie justin karen katherine kathrin kelly kevin
kimberly laura lauren leon leonardo linda lisa lorenzo louis lucas luis lukas manuel marcel marco marcus maria mariana marie
mario1 mark markus martin martina matthew maximilian maxwell mehmet melanie melissa michael michaela michelle miguel mohamed
mohammed monica monika muhammad natalie natasha nathan nicholas nicole nikita olivia oscar pablo pamela patricia patrick
paul paula pedro peter philip philipp rachel rebecca ricardo richard robert roberto ronald ronaldo messi neymar sabrina
samantha samuel sandra sarah scott sebastian sergio simon sofia sophia sophie stefan stephanie stephen steven susan
susanne svetlana tanja taylor teresa thomas tiffany timothy tobias tommy tyler valentina vanessa veronica veronika victor
victoria vincent vladimir william wolfgang xavier yvonne
blink182 metallica slipknot nirvana beatles eminem tupac rihanna madonna metal guitar music musik rock rockstar rocknroll
dance dancer singing player gamer gaming games playboy poker casino winner champion champ legendary ultimate extreme
maverick cowboy rebel outlaw gangster mafia boss bigboss chief captain general major admiral president
black white green blue purple yellow orange1 pink brown grey bluesky redrose red123 trustme trustno1 trustnoone whatever
nothing something anything everything someone anyone nobody everybody blahblah blabla lalala hahaha qwerty1 iamgod iamking
freedom1 liberty justice victory america1 success genius einstein newton galaxy universe planet earth space rocket apollo
discovery explorer adventure journey travel ocean river mountain forest garden island beach desert
`;

/** The years that people were born in, and those that passwords are changed in. */
const years = Array.from({ length: 110 }, (_, i) => String(1930 + i));

/** The terms that count as one character each, wherever they stand in a password. */
export const bannedTerms: readonly string[] = [
  ...new Set([...`${runs} ${words} ${thoughts}`.split(/\s+/).filter((term) => term.length >= 4), ...years]),
];
