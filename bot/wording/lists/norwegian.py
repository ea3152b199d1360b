"""Norwegian (bokmål)."""

from bot.wording.lists import Words

WORDS = Words(
    departments="""
        salg / salgsavdelingen / salgsavdelinga / salgsteamet / selgerne / selgeren
        selgerne våre / regnskap / regnskapsavdelingen / regnskapsavdelinga / økonomi
        økonomiavdelingen / økonomiavdelinga / fakturering / faktureringen / fakturaavdelingen
        logistikk / logistikkavdelingen / innkjøp / innkjøpsavdelingen / markedsføring
        markedsavdelingen / marked / reklamasjonsavdelingen / teknisk avdeling / teknisk support
        utviklingsavdelingen / utviklerne / IT / IT-avdelingen / hovedkontoret / sentralbordet
        inkasso / juridisk avdeling / leveranseavdelingen
        (folkene|dem|de|gutta|damen|manden|mannen) (i|fra|på|hos) (salg|økonomi|IT|bogholderiet|
            regnskap|regnskab|logistik|logistikk|marketing|indkøb|innkjøp)
    """,
    places="""
        lageret / lagerfolkene / folkene på lageret / verkstedet / ekspedisjonen / forsendelsen
    """,
    waiting_for="""
        (ber|spør|maser på|purrer) (stadig|hele tiden)
        venter (også )?(fortsatt |fremdeles |ennå |bare )?på( svar fra)?,?( at)?
        (spørre|spør|purre|purrer|mase)( på)?
        (ta (det |den |saken )?opp|avklare det) med
        (ikke|aldri) (hørt|fått svar|fått beskjed) (noe )?(fra|av)
        (godkjenning|vite( noe)?) (fra|av)
        (feilen|feil|problemet|forsinkelsen|rotet|tabben|glippen) (har skjedd |ligger |lå |er |
            skjedde |oppsto |oppstod )?(hos|i|fra|av)
        (lovet|lovt|tastet|opprettet|glemt|mistet|lukket|slettet|forsinket|forårsaket) av
        (på grunn av|takket være)
        skyldes
        ((ligger|sitter) fast|henger|strandet) (fast )?hos
    """,
    people="""
        (den|min) (siste|forrige|tidligere|første) (medarbeideren|kollegaen|kollega|selgeren|
            kundebehandleren)
        den som (… ){1,4}(…),?
        (kollegaene|kollegene|kolleger) (mine|våre)
        (de|noen)( andre)?( (her inne|her|inne|hos oss))?
        (min|mine|våre|en|en av mine|en annen|den andre|noen av mine) (kolleger|kollegaer|kollega|
            medarbeidere|medarbeider)
        (kollegaen|kollegaene|medarbeideren) (min|mine|vår|våre)
        (kvelds|natt|dag|helge|morgen)(skiftet|vakten|vakta|vaktene)
        (kollegaen|kollegaene|medarbeideren|personen|han|hun|den|de|ham|
            henne)( som satt)?( som hadde (saken|den))? (før meg|på vakt)
        (medarbeideren|personen|han|hun|de|den|ham|henne),? (som )?(du|dere) (snakket|pratet|
            har snakket|fikk tak i|skrev)( med| i går| sist)*,?
        (den|det|en|et) (andre|annen|annet) (avdelingen|avdelinga|avdeling|team|teamet)
        (han|hun|de|den) som (hadde|tok|laget|opprettet|la inn) (saken|saken din|ordren|
            ordren din)( før meg)?,?
    """,
    of="(fra|på|i|hos|borte på|nede på)",
    who=",? ?som",
    have="(har|hadde|ha)",
    between="""
        dessverre / åpenbart / tydeligvis / nok / bare / jo / visst / igjen / rett og slett
        altså / også / allerede / helt / alltid / nå / vel / sikkert
    """,
    wrongs="""
        (satt|satte) (den|det|… din) på vent
        (er|var|har vært) (en |et |noe )?(ren |rent |rene |helt |bare )?(katastrofe|kaos|rot|
            elendige?|håpløse?|umulige?|late|dårlige til|ubrukelige?)
        fortsetter (med )?å
        (hørt|hørte|hører|lyttet|fulgt|følger) (ikke |aldri |dårlig )?(etter|med)
        (tastet|tasta|skrevet|skrev|regnet|regna|opplyst|opplyste) (… )?(feil|galt)
        ødelagt / ødela / nektet / nekta / løyet / løy / villedet / feilinformert / feilinformerte
        forsinket (det|den|ordren) / hoppet over / hoppa over
        (sier|lover|sa|lovet|lovte) (… )?(hva som helst|alt mulig)
        (glemt|glemte|glemmer)
        (byttet|bytta|blandet|blanda) (om|sammen)
        rotet / rota / slurvet / slurva / slurver / somlet / somla / surret / surra / tabbet
        sovet i timen
        (lovet|lovte|lova|lover)
        (laget|lagde|gjort|gjorde) (en feil|en tabbe|feil|rot)
        (gitt|ga|gav|sendt|sendte|tastet|tasta|opplyst|opplyste|pakket|pakka|bestilt|bestilte|
            sagt|sa|solgt|solgte)( (deg|dere|oss|meg|inn|ut))? (en |et |den |det |de )?feil
        mistet / mista / kastet / forlagt / oversett / overså / ignorert / ignorerte
        misforstått / misforstod / misforsto
        (hadde|har) ikke (lov|kontroll|peiling|skjønt|forstått)
        (vet|visste) ikke hva
        (har|hadde) (ingen) (kontroll|anelse|peiling|oversikt)
        (tar|tok) feil
        (er|var) (elendige|håpløse|for trege|slurvete|udugelige|ansvarlig for feilen|skyld i)
        (latt|lot) (saken|den|det|saken din) (bare )?ligge
        feilaktig
        (lukket|slettet|kansellerte|kansellert) (den|saken|ordren)( …)? (ved en feil|uten)
        (endrer|endret) (på )?ting
        (fikk|får) (aldri|ikke) (… )?(sendt|skrevet|sagt|gjort|registrert|ringt)
    """,
    wrong_first="(glemte|lovet|lovte|rotet|slurvet|glemmer|lover)",
    negatives="""
        skulle aldri ha / skulle ikke ha / burde ikke ha / burde aldri ha
        ikke / aldri / heller ikke / ingenting / burde ha / skulle ha / kunne ikke / ville ikke
        vil ikke / kan ikke
    """,
    done="""
        sagt / sa / sendt / sendte / gitt / ga / gav / registrert / registrerte / opplyst
        opplyste / oppdatert / oppdaterte / bestilt / bestilte / betalt / betalte / lest / leste
        sjekket / sjekka / ringt / ringte / svart / svarte / skrevet / skrev / gjort / gjorde
        fulgt / fulgte / notert / noterte / pakket / pakka / informert / informerte / orientert
        orienterte / godkjent / godkjente / meldt / meldte / fortalt / fortalte / spurt / spurte
        laget / lagde / rettet / retta / sørget / sørga / overholdt / holdt / lyttet / lytta
        levert / leverte / delt / delte / opprettet / kreditert / refundert / tatt / tok
    """,
    do="""
        leser / sender / svarer / ringer / skriver / registrerer / gir / sjekker / noterer
        si / sende / gi / registrere / opplyse / oppdatere / bestille / betale / lese / sjekke
        ringe / svare / skrive / gjøre / følge / notere / pakke / informere / orientere
        godkjenne / melde / fortelle / spørre / rette / sørge / overholde / lytte
    """,
    faults="(feil|skyld|ansvar|rot|tabbe)",
    genitives="(s| sin| sitt)",
    pronouns="""
        (deres|hans|hennes|de andres|andres|kollegaens|noens|(de andre|noen andre|
            kollegaen min) sin)
    """,
    systems="""
        (vårt|vårt eget) (interne |gamle |dumme )?(system|sakssystem|ordresystem)
        (systemet|systemene|databasen|sakssystemet|ordresystemet|bookingsystemet|
            datasystemet) (vårt|våre|vår)
        våre (interne |egne |gamle )?systemer
        (i |ifølge )?(CRM|ERP)('et|’et|-systemet|et|-et|-en)?
        sakssystemet / ordresystemet / kundesystemet / økonomisystemet / lagersystemet
        datasystemet
        det interne systemet
    """,
    system_acts="""
        (det|dette) (… )?(…systemet|systemet|programmet) er (noe )?(skrap|skrot|rot|håpløst|
            elendig|ubrukelig)
        (datamaskinene|serverne|pc-ene) våre (er|var|har vært) (nede|trege)
        systemet (vil ikke|kan ikke) (la (meg|oss)|sende|vise|godkjenne|finne|ta)
        systemet (lar|tillater) (meg|oss|ikke)
        systemet (er nede|har gått ned|var nede|gikk ned|krøller|krøllet|sier at|sa at|
            har gjort en feil|gjorde en feil|er håpløst|har glemt|har slettet|krasjet|kødder)
        ifølge systemet
        ikke (se|finne) (… ){0,3}i systemet
        (ser|finner|ligger|står) (… ){0,2}ikke i systemet
        (en|den) feil i (systemet|systemet vårt)
    """,
    blame="""
        (dårligste|udugelige|håpløse|dumme) (kollegaen|kollegaene|kollega|medarbeideren)
        (ikke|aldri) (har )?(gjort|gjør) (jobben|arbeidet) (sin|sitt)
        (må|får) (salg|lageret|økonomi|regnskap|logistikk|markedsavdelingen|IT|de|han|
            hun) ta på (sin kappe|seg)
        (ikke|verken) (akkurat )?(min|vår|mitt|vårt) (feil|skyld|bord|ansvar|avdeling|oppgave)
        (den|det|en|et) (andre|annen|annet|helt annen) (avdelingen|avdelinga|avdeling|team|teamet)
        en av de andre avdelingene
        ingen( her inne| her)?( som)? har (fortalt|sagt det til|gitt|orientert|informert) (meg|
            oss)
        ingen( her inne| her)?( som)? har (notert|skrevet det|sjekket|registrert|gitt beskjed|
            sagt fra)
        ((jeg|vi) (fikk|har|er|ble|hørte)|(fikk|har|er|ble|hørte) (jeg|vi)) (aldri|ikke) (fått |
            blitt )?(
            noe å vite|vite noe|vite|beskjed|orientert|informert|opplyst)
        ((jeg|vi) har|har (jeg|vi)) (ingenting|ikke noe) (med det )?å gjøre
        (aner|vet|forstår|skjønner|fatter) (ikke|heller ikke),? (hvorfor|hva) (de|han|hun|noen|
            salg|lageret)
        (gitt|gi|gir|får|legger|legge) (… )?skylden
        skylden (er|ligger) (hos|deres)
        har skylden
        (rydde|rydder|ryddet) opp etter (dem|ham|henne|andre|de andre|noen|salg|lageret)
        ingen( her inne)? som har (sendt|ringt|svart|notert|skrevet|sjekket|sørget|gitt|fulgt|
            tatt)
        (for et|bare|rene) (slurv|rot|makkverk)
        (som vanlig|typisk) (de|lageret|salg|dem)
        (?!(meg|oss|jeg|vi) )… som har (slurvet|rotet|somlet|surret|laget en feil|gjort en feil)
        (?-i:[A-ZÆØÅ])… sin (feil|skyld)
        vet ikke hva (han|hun|de) (snakker|prater)
        (han|hun|de) som hadde (saken|den) før meg
        saken til (en kollega|kollegaen)
    """,
    greetings="""
        (hei|kjære|god dag|god morgen|morn|takk|tusen takk|hilsen|mvh|vh|unnskyld|
            beklager)( (igjen|skal du ha|for nå))?
    """,
    left="""
        ,? ?som( nå)? (har )?(sluttet|slutta|sluttet her|fikk sparken|sa opp|ikke jobber her|
            ikke er her)
    """,
    it_was="det (er|var)",
)
