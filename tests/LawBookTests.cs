using Xunit;

namespace Suyuan.Tests;

public sealed class LawBookTests
{
    [Fact]
    public void The_embedded_files_agree_with_each_other() => Assert.NotEmpty(LawBook.Load().Rules.All);

    [Fact]
    public void They_are_parsed_once() => Assert.Same(LawBook.Load(), LawBook.Load());

    [Theory]
    [InlineData("Deadlines/catalogue.csv", "petition-office-dispatch,1,", "petition-office-dispatch,x,", "Deadlines/catalogue.csv line 10, version: \"x\" is not a whole number.")]
    [InlineData("Deadlines/catalogue.csv", "fwd,15,day,", "fwd,abc,day,", "Deadlines/catalogue.csv line 10, length: \"abc\" is not a whole number.")]
    [InlineData("Deadlines/catalogue.csv", "fwd,15,day,", "fwd,15,week,", "Deadlines/catalogue.csv line 10, unit: \"week\" is none of day, hour, month, none, workday, year.")]
    [InlineData("Deadlines/catalogue.csv", "fwd,15,day,", "fwd,0,day,", "Deadlines/catalogue.csv line 10, length: a length and a unit go together: unit none has length 0, every other unit a length of at least 1.")]
    [InlineData("Deadlines/catalogue.csv", "fwd,15,day,", "fwd,-1,day,", "Deadlines/catalogue.csv line 10, length: -1 is not between 0 and 999.")]
    [InlineData("Deadlines/catalogue.csv", ",信访工作条例,第22条,", ",信访工作条例,,", "Deadlines/catalogue.csv line 10, article: a national rule has an article; write - where its source has none and ? where it was not read yet.")]
    [InlineData("Deadlines/catalogue.csv", ",人民调解工作若干规定,第33条,", ",人民调解工作若干规定,,", "Deadlines/catalogue.csv line 20, article: a ministerial rule has an article; write - where its source has none and ? where it was not read yet.")]
    [InlineData("Deadlines/catalogue.csv", ",人民法院在线调解规则,第10条第2款,", ",人民法院在线调解规则,,", "Deadlines/catalogue.csv line 30, article: a judicial rule has an article; write - where its source has none and ? where it was not read yet.")]
    [InlineData("Deadlines/catalogue.csv", ",信访工作条例,第22条,", ",信访工作条例,?,", "Deadlines/catalogue.csv line 10, approvedBy: nobody can have approved a row whose article was not read.")]
    [InlineData("Deadlines/filings.csv", "court-answer,", "court-reply,", "Deadlines/filings.csv line 7, rule: there is no time limit court-reply.")]
    [InlineData("Deadlines/filings.csv", "court-answer,", "court-serve-complaint,", "Deadlines/filings.csv line 7, rule: court-serve-complaint is no period of days in which a party files papers.")]
    [InlineData("Deadlines/filings.csv", "court-answer,", "medical-autopsy,", "Deadlines/filings.csv line 7, rule: medical-autopsy is no period of days in which a party files papers.")]
    [InlineData("Deadlines/filings.csv", "court-appeal-ruling,", "court-answer,", "Deadlines/filings.csv line 9, rule: court-answer is there twice.")]
    [InlineData("Deadlines/catalogue.csv", "2022-05-01", "2022-13-01", "Deadlines/catalogue.csv line 10, inForceFrom: \"2022-13-01\" is not a date (yyyy-MM-dd).")]
    [InlineData("Deadlines/catalogue.csv", "petition-direct-notice", "petition-office-dispatch", "Deadlines/catalogue.csv line 11, version: version 1 of petition-office-dispatch is there twice.")]
    [InlineData("Deadlines/catalogue.csv", "1995-09-01,2026-03-01", "1995-09-01,2026-04-01", "Deadlines/catalogue.csv line 110, inForceFrom: versions 1 and 2 of arb-accept overlap.")]
    [InlineData("Deadlines/catalogue.csv", ",hearing,", ",holiday,", "Deadlines/catalogue.csv line 18, suspendOn: \"holiday\" is none of agreed, appraisal, evidence-unavailable, force-majeure, hearing, inspection, notice, prior-decision, reconciliation, supplement, verification.")]
    [InlineData("Deadlines/catalogue.csv", "false,30,day,1,head", "false,30,day,1,none", "Deadlines/catalogue.csv line 14, extensionBy: an extension and its approver go together.")]
    [InlineData("Deadlines/catalogue.csv", "triggerZh", "triggerChinese", "Deadlines/catalogue.csv line 9, triggerZh: the column is missing.")]
    [InlineData("Deadlines/catalogue.csv", "# source:", "# from:", "Deadlines/catalogue.csv line 1, source: the comments before the header must hold \"# source: …\".")]
    [InlineData("Deadlines/catalogue.csv", "\"keep investigating", "keep \"investigating", "Deadlines/catalogue.csv line 64, id: the line is not valid CSV: a quotation mark is out of place or missing.")]
    [InlineData("Deadlines/catalogue.csv", "lapses,丧失申请复查的权利", "lapses,", "Deadlines/catalogue.csv line 15, onExpiryZh: a party must be told what is lost when its own time limit runs out.")]
    [InlineData("Deadlines/catalogue.csv", "right to review 复查 lapses,", ",", "Deadlines/catalogue.csv line 15, onExpiry: a party must be told what is lost when its own time limit runs out.")]
    [InlineData("Deadlines/approvers.csv", "\nhead,", "\nmayor,", "Deadlines/approvers.csv line 8, approver: \"mayor\" is none of committee-and-parties, coordinator, court, head, law, parties, president, upper-court, upper-organ.")]
    [InlineData("Deadlines/approvers.csv", "\nlaw,", "\nhead,", "Deadlines/approvers.csv line 16, approver: head is there twice.")]
    [InlineData("Deadlines/approvers.csv", "leader|coordinator,own", "mayor,own", "Deadlines/approvers.csv line 8, roles: \"mayor\" is not a role.")]
    [InlineData("Deadlines/policy-clocks.csv", "policy-triage", "triage", "Deadlines/policy-clocks.csv line 5, id: \"triage\" must begin with policy-.")]
    [InlineData("Deadlines/policy.csv", "return-limit,2", "return-limit,two", "Deadlines/policy.csv line 5, value: \"two\" is not a whole number.")]
    [InlineData("Deadlines/policy.csv", "return-limit", "turn-limit", "Deadlines/policy.csv line 5, key: \"turn-limit\" is none of commands-remembered, digest-at, digest-workdays, follow-up-visits, follow-up-window, group-persons, group-representatives, hand-over-retry, late-after, legal-aid-urgent, mediator-candidates, mediator-tries, number-block, place-first-look, place-look, return-limit, seal-size, watch-visits-orange, watch-visits-red, watch-visits-yellow.")]
    [InlineData("Deadlines/ladder.csv", "four-fifths,fraction,0.8", "four-fifths,fraction,0.4", "Deadlines/ladder.csv line 8, value: four-fifths does not come after half.")]
    [InlineData("Deadlines/ladder.csv", "holder|leader,due-tomorrow", "holder|mayor,due-tomorrow", "Deadlines/ladder.csv line 10, audience: \"holder|mayor\" must be made of coordinator, holder, lead, leader, legal-aid, superior.")]
    [InlineData("Deadlines/ladder.csv", "due-tomorrow,agency|", "due-tomorrow,office|", "Deadlines/ladder.csv line 10, duty: \"office|mediator|court|system\" must be made of agency, court, mediator, party, system.")]
    [InlineData("Deadlines/ladder.csv", "before,6,urgent", "before,7,urgent", "Deadlines/ladder.csv line 18, value: legal aid is urgent with fewer than 7 days left, so it is told 6 days before the last.")]
    [InlineData("Deadlines/ladder.csv", "party-one-day-before,before,1", "party-one-day-before,before,3", "Deadlines/ladder.csv line 20, value: party-one-day-before does not come after party-three-days-before.")]
    [InlineData("Areas/areas.csv", "510302001,", "510303,", "Areas/areas.csv line 13, level: 510303 has the length of a County and not of a Township.")]
    [InlineData("Areas/areas.csv", "township,510302", "township,510399", "Areas/areas.csv line 13, parentCode: 510399 cannot be the parent of 510302001.")]
    [InlineData("Calendar/2026.csv", "2026-01-01,off", "2025-01-01,off", "Calendar/2026.csv line 8, date: 2025-01-01 is not in 2026.")]
    [InlineData("Calendar/2026.csv", "2026-01-02,off", "2026-01-02,makeup-workday", "Calendar/2026.csv line 9, kind: 2026-01-02 is a weekday and cannot be a make-up workday.")]
    [InlineData("Calendar/2026.csv", "2026-01-02,off", "2026-01-01,off", "Calendar/2026.csv line 9, date: 2026-01-01 is there twice.")]
    [InlineData("Calendar/2026.csv", "2026-01-04,makeup-workday", "2026-01-03,makeup-workday", "Calendar/2026.csv line 11, kind: 2026-01-03 is a day off and a make-up workday at once.")]
    [InlineData("Agencies/agency-kinds.csv", "city|county|township|village", "city|province", "Agencies/agency-kinds.csv line 7, levels: \"city|province\" must be made of city, county, township, village.")]
    [InlineData("Agencies/channels.csv", "people-mediation-conclude", "people-mediation-conclusion", "Agencies/channels.csv line 9, conclusionRule: there is no time limit people-mediation-conclusion.")]
    [InlineData("Agencies/channels.csv", "true,true", "yes,true", "Agencies/channels.csv line 9, isMediation: \"yes\" is neither true nor false.")]
    [InlineData("Agencies/channels.csv", "loss-fixed", "judgment-served", "Agencies/channels.csv line 14, startsOn: there is no event judgment-served that starts traffic-mediation-conclude.")]
    [InlineData("Deadlines/events.csv", "case,,petition-office-dispatch,", "case,,petition-dispatch,", "Deadlines/events.csv line 9, starts: there is no time limit petition-dispatch.")]
    [InlineData("Deadlines/events.csv", "case,,petition-office-dispatch,", "case,,,", "Deadlines/events.csv line 8, starts: no event starts petition-office-dispatch.")]
    [InlineData("Deadlines/events.csv", "case,,,petition-office-dispatch,", "case,,,,", "Deadlines/events.csv line 8, meets: no event fulfils petition-office-dispatch.")]
    [InlineData("Deadlines/events.csv", "matter,case,,", "matter,town,,", "Deadlines/events.csv line 9, scope: \"town\" is none of case, act, agency.")]
    [InlineData("Deadlines/events.csv", "matter,case,,", "matter,case,accept,", "Deadlines/events.csv line 9, act: an event of scope act names the act that it happens by, and no other names one.")]
    [InlineData("Deadlines/events.csv", "petition-office-dispatch,,,,false", "petition-office-dispatch,,,,true", "Deadlines/events.csv line 9, scheduled: petition-office-dispatch runs forward: its event does not lie ahead.")]
    [InlineData("Deadlines/events.csv", "traffic-mediation-notice,,,,true", "traffic-mediation-notice,,,,false", "Deadlines/events.csv line 116, scheduled: traffic-mediation-notice counts backwards: its event lies ahead.")]
    [InlineData("Deadlines/events.csv", "petition-office-dispatch,,,,false", "petition-office-dispatch,,petition-conclude,,false", "Deadlines/events.csv line 9, restarts: petition-conclude does not stand in starts.")]
    [InlineData("Deadlines/events.csv", "petition-dispatched,", "petition-registered,", "Deadlines/events.csv line 10, event: petition-registered is there twice.")]
    [InlineData("Deadlines/events.csv", "handling-accepted,", "handling-taken,", "Deadlines/events.csv line 8, event: no row for handling-accepted.")]
    [InlineData("Deadlines/expiries.csv", "recon-review,accepted", "recon-revue,accepted", "Deadlines/expiries.csv line 15, rule: there is no time limit recon-revue.")]
    [InlineData("Deadlines/expiries.csv", "recon-review,accepted", "recon-review,refused", "Deadlines/expiries.csv line 15, effect: \"refused\" is none of window-closes, stays-owed, transfer-accepted, accepted, reassign, mediation-failed, handling-ends, abandoned, routes-open, deemed, matter-closes, matter-speaks, lead-appoints, next-mediator, invitation-lapses.")]
    [InlineData("Deadlines/expiries.csv", "accepted,recon-accepted", "accepted,confirmation-ruled", "Deadlines/expiries.csv line 15, event: there is no event confirmation-ruled that a dispute can have.")]
    [InlineData("Deadlines/expiries.csv", "recon-accepted,reconsideration", "recon-accepted,review", "Deadlines/expiries.csv line 15, channels: there is no review.")]
    [InlineData("Deadlines/expiries.csv", "recon-answer-simple,", "recon-answer,", "Deadlines/expiries.csv line 18, rule: recon-answer is there twice.")]
    [InlineData("Agencies/routing.csv", "family,civil-affairs", "family,family-court", "Agencies/routing.csv line 7, sectorOwner: there is no family-court.")]
    [InlineData("Agencies/routing.csv", "litigation,people-mediation-conclude", "litigation,petition-conclude", "Agencies/routing.csv line 7, conclusionRule: channel people-mediation is concluded under people-mediation-conclude.")]
    [InlineData("Agencies/routing.csv", "people-mediation-conclude,none,", "people-mediation-conclude,,", "Agencies/routing.csv line 7, limitation: a value is required.")]
    [InlineData("Agencies/routing.csv", "people-mediation-conclude,none,", "people-mediation-conclude,policy-triage,", "Agencies/routing.csv line 7, limitation: policy-triage is not a party's own time limit.")]
    [InlineData("Agencies/routing.csv", "none,recon-apply|", "none,recon-applied|", "Agencies/routing.csv line 14, periods: there is no time limit recon-applied.")]
    [InlineData("Agencies/channels.csv", "false,false,recon-apply|admin-lit-sue", "false,false,recon-decide", "Agencies/channels.csv line 27, keeps: recon-decide is not a party's own time limit.")]
    [InlineData("Deadlines/clock-words.csv", "duty-court", "duty-judge", "Deadlines/clock-words.csv line 8, key: \"duty-judge\" is none of duty-agency, duty-mediator, duty-court, duty-party, duty-system, from-occurrence, from-registration, from-end, limitation-run-out, period-run-out, limitation-interrupted, basis, unconfirmed.")]
    [InlineData("Disputes/services.csv", ",legalaid-urgent", ",legalaid-at-once", "Disputes/services.csv line 11, urgentRule: \"legalaid-at-once\" is not in the catalogue.")]
    [InlineData("Agencies/routes.csv", "FAM|NEI", "FAN|NEI", "Agencies/routes.csv line 8, categories: there is no FAN.")]
    public void A_damaged_file_is_refused_with_its_name_line_and_field(string file, string text, string instead, string message)
    {
        var refused = Assert.Throws<DataFileException>(() => LawBook.Load(DamagedFile.With(file, text, instead)));

        Assert.Equal(message, refused.Message);
    }

    [Theory]
    [InlineData("a,b\n1,2,3\n", "file line 5, b: the line has 3 fields, the header 2.")]
    [InlineData("a,b\n1\n", "file line 5, b: the line ends before this column.")]
    [InlineData("a,c\n1,2\n", "file line 4, b: the column is missing.")]
    [InlineData("a,b,c\n1,2,3\n", "file line 4, c: there is no such column.")]
    [InlineData("a,b,b\n1,2,3\n", "file line 4, b: the column is there twice.")]
    [InlineData("a,b\n\"1,2\n", "file line 5, a: the line is not valid CSV: a quotation mark is out of place or missing.")]
    [InlineData("", "file line 1, a: the file has no header row.")]
    public void A_line_that_does_not_fit_its_header_is_refused(string content, string message)
    {
        const string Preamble = "# source: test\n# version: 1\n# in-force: now\n";

        var refused = Assert.Throws<DataFileException>(() => DataFile.Read("file", new StringReader(Preamble + content), "a", "b"));

        Assert.Equal(message, refused.Message);
    }

    [Fact]
    public void Comments_and_empty_lines_between_rows_keep_the_line_numbers_right()
    {
        const string Text = "# source: test\n# version: 1\n# in-force: now\na,b\n# a comment\n\n\"1, with a comma\", 2 \n";

        var row = DataFile.Read("file", new StringReader(Text), "a", "b").Rows.Single();

        Assert.Equal(7, row.Line);
        Assert.Equal("1, with a comma", row.Text("a"));
        Assert.Equal("2", row.Text("b"));
    }

    [Fact]
    public void A_file_that_is_not_there_is_named() =>
        Assert.Equal("Areas/streets.csv: there is no such data file.", Assert.Throws<DataFileException>(() => DataFile.OpenEmbedded("Areas/streets.csv")).Message);
}
