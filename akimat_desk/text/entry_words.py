"""What an entry of the journal is, in a few words: by the name of its type."""

from akimat_desk.text.catalogue import tr


def entry_words(name: str) -> str:
    """The name itself for a type of a newer program."""
    known = {**_of_cases(), **_of_the_office(), **_of_work(), **_of_records()}
    return known.get(name, name)


def _of_cases() -> dict[str, str]:
    return {
        "CaseRegistered": tr("registration of a case"),
        "FieldsCorrected": tr("correction of a case"),
        "ExecutorAssigned": tr("naming of an executor"),
        "HandOverAccepted": tr("hand-over accepted"),
        "HandOverDeclined": tr("hand-over declined"),
        "ClockPaused": tr("pause of the term"),
        "ClockResumed": tr("term goes on"),
        "TermExtended": tr("extension of the term"),
        "ControlSet": tr("put under control"),
        "ControlProlonged": tr("control date moved"),
        "ControlReported": tr("report to the controlling body"),
        "ControlLifted": tr("taken off control"),
        "DocumentsRequested": tr("papers asked of the applicant"),
        "RequestPrevented": tr("request for a paper prevented"),
        "AnswerAlsoAwaited": tr("one more answer is due"),
        "AnswerAlsoSent": tr("one more answer sent"),
        "AnswerSpared": tr("answer not needed"),
        "DocumentReceived": tr("papers received"),
        "FileAttached": tr("scan attached"),
        "NoteAdded": tr("note added"),
        "NoticeGiven": tr("notice to the applicant"),
        "ReceiptIssued": tr("receipt issued"),
        "ActIssued": tr("act made"),
        "ActNumbered": tr("act numbered"),
        "ActDelivered": tr("act delivered"),
        "CaseDecided": tr("decision"),
        "CaseForwarded": tr("forwarded to another body"),
        "CaseAccepted": tr("accepted from another body"),
        "CaseReturned": tr("returned to the sender"),
        "CaseClosed": tr("closing of a case"),
        "CaseWithdrawn": tr("withdrawal by the applicant"),
        "CaseAnnulled": tr("annulment of the registration"),
        "CaseReopened": tr("reopening of a case"),
        "ExecutorReleased": tr("executor released"),
        "HandOverUndone": tr("assignment taken back"),
        "CaseLabelled": tr("label"),
        "NumberClashSettled": tr("one number on several papers dealt with"),
    }


def _of_the_office() -> dict[str, str]:
    return {
        "PersonRegistered": tr("new applicant"),
        "PersonCorrected": tr("correction of an applicant"),
        "PersonsJoined": tr("two records joined"),
        "PersonsParted": tr("two records parted"),
        "OfficeNamed": tr("name of the office"),
        "LetterheadSet": tr("letterhead"),
        "SettingSet": tr("setting"),
        "DepartmentNamed": tr("department"),
        "StaffRecorded": tr("record of an official"),
        "StaffEnded": tr("official left"),
        "StaffReturned": tr("official returned"),
        "PostHeld": tr("holder of a post"),
        "ResponsibilitySet": tr("table of responsibility"),
        "ResponsibilityEnded": tr("row of responsibility ended"),
        "SubstitutionSet": tr("substitution"),
        "SeriesOpened": tr("series of numbers opened"),
        "SeriesClosed": tr("series of numbers closed"),
        "ReferenceAdopted": tr("rules or calendar adopted"),
        "RuleLengthEntered": tr("length of a term entered"),
        "RuleConfirmed": tr("rule confirmed"),
        "KeeperNamed": tr("keeper of a journal named"),
        "ClockCorrected": tr("clock corrected"),
        "ClockConfirmed": tr("date confirmed"),
        "CalendarChanged": tr("calendar changed"),
        "ReceptionScheduled": tr("schedule of reception"),
        "ExecutorPassed": tr("cases passed to the substitute"),
        "FilesHandedOver": tr("cases handed over"),
        "HandOverActPrinted": tr("act of hand-over printed"),
    }


def _of_work() -> dict[str, str]:
    return {
        "HandOverActSigned": tr("act of hand-over signed"),
        "PenSheetPrinted": tr("sheet for resolutions printed"),
        "VisitOrdered": tr("visit to the place ordered"),
        "VisitMade": tr("visit to the place made"),
        "VisitCancelled": tr("visit to the place cancelled"),
        "BodyAsked": tr("request to another body"),
        "BodyReminded": tr("reminder to another body"),
        "BodyAnswered": tr("answer of another body"),
        "BodyAskDropped": tr("request to a body dropped"),
        "BodyRecorded": tr("body in the directory"),
        "BodyEnded": tr("body taken off the directory"),
        "CaseFiled": tr("case put into a file"),
        "FileListed": tr("file in the list of files"),
        "FileDropped": tr("file taken off the list"),
        "VolumeClosed": tr("volume closed"),
        "YearClosed": tr("year closed"),
        "VolumesArchived": tr("volumes handed over to the archive"),
        "ActSigned": tr("act signed"),
        "ActAnnulled": tr("act annulled"),
        "ActReplaced": tr("act replaced"),
        "ActCopied": tr("copy of an act"),
        "DisputeSettled": tr("disagreement settled"),
        "StreamErased": tr("erasure of data"),
        "EntryRefused": tr("refused by the centre"),
        "OfficeSucceeded": tr("succession of the office"),
        "OfficeFilesPassed": tr("cases passed to the successor"),
        "PadReserved": tr("blank receipts reserved"),
        "BlankEntered": tr("blank receipt entered"),
        "PadNumberAnnulled": tr("number of a blank annulled"),
        "PadClosed": tr("pad of receipts closed"),
        "PasswordReset": tr("password reset"),
        "HeadCodesRenewed": tr("head's codes renewed"),
        "WorkspaceKeyChanged": tr("key of the workspace changed"),
        "OfficeActOpened": tr("act of the office begun"),
    }


def _of_records() -> dict[str, str]:
    return {
        "InspectionRegistered": tr("inspection announced"),
        "InspectionStarted": tr("inspection begun"),
        "InspectionFinished": tr("inspection ended"),
        "InspectionStopped": tr("inspection stopped"),
        "InspectionCorrected": tr("inspection corrected"),
        "EntrepreneurInformed": tr("copy for the entrepreneur"),
        "InspectionObjected": tr("objection of the entrepreneur"),
        "ReceptionOpened": tr("reception of a visitor"),
        "ReceptionCorrected": tr("card of reception corrected"),
        "QuestionAsked": tr("question at the reception"),
        "QuestionSettled": tr("question of the reception settled"),
        "ReceptionClosed": tr("card of reception closed"),
        "ReceptionAnnulled": tr("card of reception annulled"),
        "SignedUp": tr("sign-up for the reception"),
        "SignUpCorrected": tr("sign-up corrected"),
        "SignUpWithdrawn": tr("sign-up withdrawn"),
    }
