"""English."""

from bot.wording.lists import Words

WORDS = Words(
    departments="""
        (the |our )?(sales|billing|accounts|accounting|finance|logistics|marketing|legal|
            procurement|purchasing|collections|back office|head office|second line)( (team|
            department|dept|people|guys|
            desk|office|folks))?
        (the |our )?(product|development|engineering|onboarding|web) (team|department|people|guys)
        (the |our )?IT( (department|team|people|guys))?
    """,
    places="""
        the (warehouse|workshop|call centre|call center)( (team|people|guys|staff|folks))?
        our (warehouse|workshop|call centre|call center)( (team|people|guys|staff|folks))?
        (the )?(dispatch|shipping)( (team|department|people|desk))?
    """,
    waiting_for="""
        (keep|keeps|kept) (telling|asking|chasing)
        (this|that|it) (one )?is (all )?on
        wait(ing)? (for|on)
        (ask|chase|chasing)
        (take|bring) (it |that |this )?up with
        (haven't|haven’t|not|never) heard (back )?from
        (get|got) (an )?(answer|reply|approval) from
        (mistake|error|mess|mix-up|problem|delay|fault|screw-up) (by|at|in|from|with|lies with|
            is with|was with)
        (told|promised|entered|caused|created|dropped|lost|forgotten|delayed) by
        (because|thanks) (of|to)
        down to
        blame
        stuck (in|with|at)
        (sits|lies) with
    """,
    people="""
        whoever (… ){0,3}(…)
        they
        (somebody|someone|some people)( else)?( (here|in here|on the team|on our side))?
        (my|our|a|another|one of my|one of our|some of my|some) (colleagues?|co-?workers?|
            team ?mates?)
        (the|my|another) (previous|last|other|first) (agent|person|colleague|rep|representative|
            advisor|guy|team|department)
        (another|a different|some other) (team|department|agent)
        (the |our )?(people|guys|colleagues|ones|staff) (on|from|in) the (… )?(shift|desk|counter)
        the (night|evening|day|early|late|weekend) shift
        the (person|guy|agent|colleague|lady|woman|man|one|rep|advisor) (before me|on shift|
            you (spoke|talked) (to|with)( (yesterday|before|earlier|last time|last week))?)
    """,
    of="(at|in|from|over in|over at)",
    who="(who|that)",
    have="(has|have|had|'s|'ve|’s|’ve)",
    between="""
        obviously / clearly / apparently / probably / just / simply / again / once again / also
        already / actually / still / completely / totally / always / really / unfortunately
    """,
    wrongs="""
        … (it|that|this|your …) wrong(ly)?
        put (it|this|that|your …) on hold / delayed (it|this|that|your …)
        (is|are|was|were|has been|have been|'re|’re) (a |an )?(complete |total |real |so |too |
            just )?(
            disaster|nightmare|joke|shambles|terrible|awful|dreadful|incompetent|lazy|chaos|
            rubbish|bad at)
        (keep|keeps|kept) (…ing)
        (wasn't|wasn’t|weren't|weren’t|isn't|aren't) (paying attention|listening|bothered)
        missed / ruined / refused / misled / lied / oversells? / confused / misinformed / mistyped
        held (it|this|that|you|everything|your …) up / skipped
        (forgot|forgotten|forgets?)
        (messed|screwed|mucked|mixed|cocked) (it |this |that |things )?up
        (messed|screwed|mixed) (up|your|the|everything)
        (tells?|says?|promises?|told|said) (… )?(anything|whatever)
        dropped the ball
        (made|makes?) (a|the|this|another|an) (mistake|mess|error)
        (got|gets?) (it|this|that|your …|the …) wrong
        (gave|given|sent|told|sold|booked|entered|quoted|shipped|packed)( (you|us|me|
            out))? the wrong
        (promised|promises?)
        (lost|misplaced|ignored|mishandled|overlooked|neglected)
        (had|have|has) no (right|business|idea|clue)
        (can't|cannot|can not|don't|doesn't|do not|does not) (deliver|keep|be bothered|care|
            know what)
        (changes?|changed) (things|everything|the rules)
        (closed|cancelled|deleted) (your|the|it)( …)? by mistake
        (are|is|was|were) (to blame|responsible for|useless|hopeless|incompetent|careless|sloppy|
            slow)
        left (it|this|you|us|your …) (lying|hanging|waiting|unfinished)
        oversold
    """,
    wrong_first="",
    negatives="""
        shouldn't have / shouldn’t have / should never have / should not have
        never / not / didn't / didn’t / hasn't / hasn’t / haven't / haven’t / hadn't / hadn’t
        couldn't / wouldn't / won't / don't / doesn't / failed to / neglected to
        should have / should've / should’ve / ought to have / was supposed to have
        were supposed to have
    """,
    done="""
        advertised / offered / sold / accepted / closed / charged / billed / invoiced / promised
        told / sent / passed / given / gave / registered / informed / updated / ordered / booked
        paid / read / checked / called / rung / answered / written / wrote / done / followed
        listened / noted / logged / entered / packed / handled / replied / approved / warned
        asked / explained / shared / mentioned / said / fixed / caught / noticed / cancelled
        changed / confirmed / shipped
    """,
    do="""
        tell / send / pass / give / register / inform / update / order / book / pay / read
        check / call / ring / answer / write / do / follow / listen / note / log / enter / pack
        handle / reply / approve / warn / ask / explain / share / mention / say / fix / catch
        notice / bother / cancel / change / confirm / ship / hand / let / put
    """,
    faults="(fault|mistake|mess|doing|screw-up|blunder)",
    genitives="('s|’s|'|’)",
    pronouns="(their|his|her|somebody else's|someone else's|somebody’s|someone’s)",
    systems="""
        our (own |internal |old |stupid |order |ticket |ticketing |case )?(systems?|database|CRM|
            ERP)
        (in )?the (CRM|ERP|ticketing system|ticket system|internal system)
    """,
    system_acts="""
        (the|our|this) (… )?(… )?(system|tool|software|program) is (rubbish|useless|hopeless|
            a mess|terrible|awful)
        our (computers?|IT|servers?|systems?) (is|are|was|were|went|has been|have been) (down|
            slow)
        (the|this) (stupid |old |bloody )?(system|computer|database) (
            won't|won’t|doesn't|doesn’t|does not|didn't|didn’t|will not) (let|allow) (me|us)
        (the|this) (stupid |old |bloody )?(system|computer|database) (
            is down|was down|went down|has lost|lost your|messed|made a mistake|is useless|
            is hopeless|
            didn't register|didn’t register|didn't save|says (that )?(you|i|your))
        (can't|can’t|cannot|can not|don't|don’t) (find|see) (… ){0,3}in the system
        according to (the|our) system
        (a|another) (bug|glitch|fault) in the system
    """,
    blame="""
        (worst|useless|hopeless|stupid) (colleagues?|agents?|person)
        (not|didn't|didn’t|never) (do|done|doing) (their|his|her) (job|work)
        (not|isn't|isn’t|wasn't|wasn’t) (really )?(my|our) (fault|mistake|problem|job|department|
            responsibility|doing)
        (the|that) other (department|team)
        (another|a different|some other) department
        (nobody|no one|no-one) (here |ever |in here )?(told (me|us)|informed (me|us)|warned (me|
            us)|passed|
            wrote|noted|bothered|checked)
        i (was never|wasn't|wasn’t|had not been|was not) (told|informed)
        (i|we) (had|have|'ve) nothing to do with (it|this|that)
        (no (clue|idea)|don't know|don’t know|can't understand|wonder) (why|what) (they|he|she|
            somebody|someone|sales)
        blame (them|him|her|somebody|someone|whoever)
        (is|are|was|were) to blame
        typical (of )?(them|sales|the warehouse)
        before i (took over|came|got here),? (they|somebody|someone|nobody)
        (has|have|had) no (idea|clue) what (he|she|they)
        (left|dumped) (this|the|a) (whole )?mess
        clean(ing)? up after (them|him|her|others|somebody|someone)
        sloppy work
    """,
    greetings="""
        (hi|hello|hey|dear|thanks|thank you|good morning|good afternoon|sorry|regards|best|wishes|
            cheers|yours)( (there|again|so much|very much))?
    """,
    left="""
        (who|that) (has |have )?(left|quit|resigned|stopped|was fired|got fired|no longer works|
            used to work|is gone)
    """,
    it_was="(it|this|that)( was|'s| is|’s)",
)
