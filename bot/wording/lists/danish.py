"""Danish."""

from bot.wording.lists import Words

WORDS = Words(
    departments="""
        salg / salgsafdelingen / salgsteamet / sælgerne / sælgeren / vores sælgere?
        bogholderiet / bogholderi / økonomi / økonomiafdelingen / regnskab / regnskabsafdelingen
        faktureringen / fakturaafdelingen / logistik / logistikafdelingen / indkøb
        indkøbsafdelingen / marketing / marketingafdelingen / reklamationsafdelingen
        teknisk afdeling / teknisk support / udviklingsafdelingen / udviklerne / IT
        IT-afdelingen / hovedkontoret / omstillingen / inkasso / juridisk afdeling
        leveringsafdelingen
        (folkene|dem|de|gutta|damen|manden|mannen) (i|fra|på|hos) (salg|økonomi|IT|bogholderiet|
            regnskap|regnskab|logistik|logistikk|marketing|indkøb|innkjøp)
    """,
    places="""
        lageret / lagermedarbejderne / lagerfolkene / folkene på lageret / værkstedet
        ekspeditionen / forsendelsen
    """,
    waiting_for="""
        ved med at (bede|spørge|rykke)
        venter (også )?(stadig |stadigvæk |fortsat |bare )?på( svar fra)?,?( at)?
        (spørge|spørg|rykke|rykker)
        (tage (det |den |sagen )?op|vende det|afklare det) med
        (ikke|aldrig) (hørt|fået svar|fået besked|fået noget at vide) (fra|af)
        (godkendelse|at vide) (fra|af)
        (fejlen|fejl|problemet|miseren|forsinkelsen|rodet|ballade|smutteren) (er sket |ligger |
            lå |er |skete |opstod )?(hos|i|fra|af)
        (lovet|tastet|oprettet|glemt|tabt|lukket|slettet|forsinket|forårsaget) af
        (på grund af|takket være)
        skyldes
        ((ligger|sidder) fast|hænger|strandet) (fast )?hos
    """,
    people="""
        (den|min) (sidste|forrige|tidligere|første) (medarbejder|kollega|sælger|kundebehandler)
        den,? der (… ){0,4}(…),?
        (de|nogen)( andre)?( (herinde|her|inde|hos os))?
        (min|mine|vores|en|en af mine|en anden|den anden|nogle af mine) (kolleger|kollegaer|
            kollega|medarbejdere|medarbejder)
        (aften|nat|dag|week-?end|morgen)(holdet|vagten|vagterne)
        (kollegaen|kollegerne|medarbejderen|personen|ham|hende|han|hun|den|
            dem)( der sad)? (før mig|inden mig|på vagten)
        (medarbejderen|personen|ham|hende|dem|den),? (som |der )?(du|i) (talte|snakkede|har talt|
            har snakket|fik fat i|skrev)( med| i går| sidst)*,?
        (den|det|en|et) (anden|andet) (afdeling|team)
        (ham|hende|dem|den),? (der|som) (havde|tog|lavede|oprettede) (sagen|din sag|ordren|
            din ordre),?
    """,
    of="(fra|på|i|hos|ovre på|ovre i|nede på)",
    who=",? ?(der|som)",
    have="(har|havde|have)",
    between="""
        desværre / åbenbart / tilsyneladende / nok / bare / jo / vist / igen / simpelthen
        altså / også / allerede / åbenlyst / helt / altid / nu / vel / sikkert
    """,
    wrongs="""
        (sat|satte) (den|det|din …) på (hold|standby)
        (er|var|har været) (en |et |noget )?(ren |rent |rene |helt |simpelthen )?(katastrofe|kaos|
            rod|
            elendige?|håbløse?|umulige?|dovne|dårlige til|ubrugelige?)
        (bliver|blev) ved med at
        (ikke )?(hørt|hørte|hører|lyttet|fulgt|følger) (ikke |aldrig |dårligt )?efter
        (tastet|tastede|skrevet|skrev|regnet|regnede|oplyst|oplyste) (… )?(forkert|galt)
        misset / missede / ødelagt / ødelagde / nægtet / nægtede / løjet / løj / vildledt
        fejlinformeret
        forsinket (det|den|din|ordren) / sprunget over / sprang over
        (siger|lover|sagde|lovede) (… )?(hvad som helst|alt muligt)
        (glemt|glemte|glemmer)
        (byttede?|byttet) (rundt|om)
        rodet / rodede / sjusket / sjuskede / sjusker / kludret / kludrede / jokket / klokket
        sovet i timen
        (lovet|lovede|lover)
        (lavet|lavede|laver) (en fejl|fejl|rod|ged|om på|kludder)
        (givet|gav|sendt|sendte|tastet|tastede|oplyst|oplyste|pakket|pakkede|bestilt|bestilte|
            sagt|sagde|solgt|solgte)( (dig|jer|os|mig))? (en |et |den |det |de )?forkerte?
        tabt / mistet / mistede / smidt / forlagt / overset / overså / ignoreret / ignorerede
        misforstået / misforstod
        ikke (havde |har )?lov til
        (havde|har) ikke (lov|styr|tjek|fattet|forstået)
        (ved|vidste) ikke,? hvad
        (har|havde) (ingen|intet) (styr|anelse|overblik|tjek)
        (tager|tog) fejl
        (er|var) (elendige|håbløse|for langsomme|sløsede|uduelige|ansvarlig for fejlen|skyld i)
        (lagt|lod|ladet|efterladt|efterlod) (sagen|den|det|din sag) ligge
        fejlagtigt
        (lukkede|lukket|slettede|slettet|annullerede|annulleret) (din|den|sagen|
            ordren)( …)? (ved en fejl|uden)
        (aldrig|ikke) (fået|fik) (… )?(sendt|skrevet|sagt|gjort|registreret|ringet)
        (fik|får) (aldrig|ikke) (… )?(sendt|skrevet|sagt|gjort|registreret|ringet)
    """,
    wrong_first="(glemte|lovede|byttede|rodede|sjuskede|glemmer|lover)",
    negatives="""
        skulle aldrig have / skulle ikke have / burde ikke have / burde aldrig have
        ikke / aldrig / heller ikke / ingenting / burde have / skulle have / kunne ikke
        ville ikke / vil ikke / kan ikke
    """,
    done="""
        sagt / sagde / sendt / sendte / givet / gav / registreret / registrerede / oplyst
        oplyste / opdateret / opdaterede / bestilt / bestilte / betalt / betalte / læst / læste
        tjekket / tjekkede / ringet / ringede / svaret / svarede / skrevet / skrev / gjort
        gjorde / fulgt / fulgte / noteret / noterede / pakket / pakkede / informeret
        informerede / orienteret / orienterede / godkendt / godkendte / meldt / meldte / fortalt
        fortalte / spurgt / spurgte / lavet / lavede / rettet / rettede / sørget / sørgede
        overholdt / overholdte / lyttet / lyttede / afleveret / afleverede / delt / delte
        oprettet / oprettede / krediteret / refunderet
    """,
    do="""
        læser / sender / svarer / ringer / skriver / registrerer / giver / tjekker / noterer
        sige / sende / give / registrere / oplyse / opdatere / bestille / betale / læse / tjekke
        ringe / svare / skrive / gøre / følge / notere / pakke / informere / orientere
        godkende / melde / fortælle / spørge / rette / sørge / overholde / lytte / levere det
    """,
    faults="(fejl|skyld|ansvar|rod)",
    genitives="s",
    pronouns="""
        (deres|hans|hendes|de andres|andres|kollegaens|min kollegas|en kollegas|
            den anden afdelings|nogens)
    """,
    systems="""
        vores (eget |interne |gamle |dumme )?(systemer|system|database|CRM|ERP|sagssystem|
            ordresystem|it-system)
        (i |ifølge )?(CRM|ERP)('et|’et|-systemet|et|'en|-et)?
        sagssystemet / ordresystemet / kundesystemet / økonomisystemet / lagersystemet
        det interne system
    """,
    system_acts="""
        (det|vores|dette) (… )?(… )?(…system|system|program) er (noget )?(skrammel|møg|rod|
            håbløst|elendigt|ubrugeligt)
        (vores computere|computerne|vores it|vores servere) (er|var|har været) (nede|langsomme)
        systemet (vil ikke|kan ikke) (lade (mig|os)|sende|vise|godkende|finde|tage)
        systemet (lader|tillader) (mig|os|ikke)
        systemet (er nede|er gået ned|var nede|gik ned|driller|drillede|siger,? at|sagde,? at|
            har lavet en fejl|lavede en fejl|er håbløst|har glemt|har slettet|brød ned)
        ifølge systemet
        ikke (se|finde) (… ){0,3}i systemet
        (ligger|står) (… )?ikke i systemet
        (en|den) fejl i (systemet|vores system)
    """,
    blame="""
        (dårligste|uduelige|håbløse|dumme) (kollega|kolleger|medarbejder|medarbejdere)
        (ikke|aldrig) (har )?(gjort|gør|passet|passer) (deres|sit|sin) (arbejde|job)
        må (salg|lageret|økonomi|bogholderiet|logistik|marketing|IT|de|han|hun) tage på sig
        (ikke|hverken) (rigtig )?(min|vores|mit) (fejl|skyld|bord|ansvar|afdeling|opgave)
        (den|det|en|et) (anden|andet|helt anden) (afdeling|team)
        en af de andre afdelinger
        ingen( herinde| her)?,?( der)? har (fortalt|sagt det til|givet|orienteret|
            informeret) (mig|os)
        ingen( herinde| her)?,?( der)? har (noteret|skrevet det|tjekket|registreret|givet besked)
        ((jeg|vi) (fik|har|er|blev|hørte)|(fik|har|er|blev|hørte) (jeg|vi)) (aldrig|ikke) (fået |
            blevet )?(
            noget at vide|besked|at vide|orienteret|informeret|oplyst)
        ((jeg|vi) har|har (jeg|vi)) (intet|ikke noget) (med det )?at gøre
        (aner|ved|forstår|fatter) (ikke|heller ikke),? (hvorfor|hvad) (de|han|hun|nogen|salg|
            lageret)
        (givet|give|får|lægger|lægge) (… )?skylden
        skylden (er|ligger) (hos|deres)
        har skylden
        (rydde|rydder|ryddet) op efter (dem|ham|hende|andre|de andre|nogen|salg|lageret)
        (ingen|ikke nogen)( herinde)?,? der har (sendt|ringet|svaret|noteret|skrevet|tjekket|
            sørget|givet|fulgt|taget)
        (noget|sikke noget|det rene) (sjusk|rod|makværk)
        (som sædvanlig|typisk) (de|lageret|salg|dem)
        (?!(mig|os|jeg|vi),? )…,? der har (sjusket|rodet|kludret|klokket|lavet en fejl)
        ved ikke,? hvad (han|hun|de) (snakker|taler)
        det må (han|hun|de) (selv )?(stå til ansvar|svare) for
    """,
    greetings="""
        (hej|kære|goddag|godmorgen|tak|mange tak|hilsen|hilsner|mvh|vh|undskyld|beklager)( (igen|
            skal du have|for nu))?
    """,
    left="""
        ,? ?(der|som)( nu)? (er )?(sluttede|sluttet|stoppet|stoppede|holdt|fratrådt|opsagt|
            blev fyret|ikke er her mere|ikke arbejder her)
    """,
    it_was="det (er|var)",
)
