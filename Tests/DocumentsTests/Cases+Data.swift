import Values

extension Cases {
    private static func record(_ pairs: (String, Value)...) -> Value { .map(ValueMap(pairs)) }

    static let complaintData: [String: Value] = [
        "applicationDate": "2026-11-23", "applicant": "lin", "applicantName": "林示例",
        "applicantBirth": "1990-01-02",
        "applicantId": "Z159990002", "applicantPhone": "0900-000-020", "applicantUnit": "care",
        "applicantTitle": "社工員", "applicantAddress": "海風縣虛構鎮範例路0號",
        "formAgent": record(
            ("name", "盧範"),
            ("nationalId", "Z159990011"),
            ("phone", "0900-000-021"),
            ("address", "海風縣虛構鎮虛構巷0號")
        ),
        "respondents": [
            record(
                ("person", "zhang"),
                ("name", "張例四"),
                ("sex", "other"),
                ("agency", "虛構星灣教養院"),
                ("title", "組長"),
                ("employmentClass", "other"),
                ("employmentOther", "約用人員"),
                ("positionClass", "supervisor")
            ),
            record(
                ("name", "王範例"),
                ("sex", "male"),
                ("agency", "虛構星灣教養院"),
                ("title", "社工員"),
                ("employmentClass", "contract"),
                ("positionClass", "non-supervisor")
            ),
        ],
        "eventFrom": "2026-11-18", "eventTo": "2026-11-20", "knownSameDay": false, "knownFrom": "2026-11-19",
        "knownTo": "2026-11-20", "narrative": "張例四於辦公室當眾辱罵林示例，王範例在旁附和。\n電話0900-000-020響起，提及海風縣虛構鎮範例路0號住處。",
        "evidence": [record(("item", "與張例四之對話截圖"), ("attachment", "附件1"))],
        "powers": [
            record(
                ("person", "lu"),
                ("document", "附件2"),
                ("principalName", "林示例"),
                ("principalBirth", "1990-01-02"),
                ("principalId", "Z159990002"),
                ("principalAddress", "海風縣虛構鎮範例路0號"),
                ("principalPhone", "0900-000-020"),
                ("agentName", "盧範"),
                ("agentBirth", "1985-03-04"),
                ("agentId", "Z159990011"),
                ("agentAddress", "海風縣虛構鎮虛構巷0號"),
                ("agentPhone", "0900-000-021"),
                ("otherParty", "張例四"),
                ("appointed", "盧範"),
                ("boxes", ["without"]),
                ("addressee", "虛構星灣教養院"),
                ("principalSigned", true),
                ("agentSigned", true)
            )
        ],
        "receivingAgency": "虛構星灣教養院", "receivingOfficer": "ren", "receivingTitle": "組員",
        "receivingPhone": "0900-000-012", "receivedAt": .timestamp(now),
        "reportApplicant": "林示例", "reportRespondents": "張例四、王範例", "relation": "other",
        "relationOther": "林示例之前主管", "complaintOn": "2026-11-23", "deliveredOn": "2026-11-24",
        "interviews": [
            record(
                ("on", "2026-11-25"),
                ("interviewee", "林示例"),
                ("role", "applicant"),
                ("interviewer", "shi"),
                ("attachment", "附件1"),
                ("refusal", "")
            ),
            record(
                ("on", "2026-11-26"),
                ("interviewee", "邱測"),
                ("role", "witness"),
                ("interviewer", "shi"),
                ("attachment", "附件2"),
                ("refusal", "")
            ),
            record(
                ("on", "2026-11-27"),
                ("interviewee", "張例四"),
                ("role", "respondent"),
                ("interviewer", "shi"),
                ("attachment", ""),
                ("refusal", "張例四兩次未到場")
            ),
        ],
        "cause": "張例四當眾辱罵林示例", "matters": "言詞內容及在場之人", "reasons": "邱測證稱屬實，並以Z159990002查對身分。",
        "finding": "established", "citedEvidence": ["對話截圖", "邱測訪談紀錄"], "recordOn": "2026-11-28",
        "recordUnit": "行政組", "reportFinding": "established", "applicantStatement": ["遭張例四辱罵", "王範例附和"],
        "respondentStatement": ["否認辱罵林示例"], "reportReasons": "邱測與林示例所述一致。", "reportOn": "2026-11-30",
        "codes": [
            record(("name", "林示例"), ("account", "lin"), ("code", "申請人甲")),
            record(("name", "張例四"), ("account", "zhang"), ("code", "相對人乙")),
            record(("name", "王範例"), ("account", ""), ("code", "相對人丙")),
            record(("name", "盧範"), ("account", ""), ("code", "代理人一")),
            record(("name", ""), ("account", "shi"), ("code", "訪談人一")),
            record(("name", "邱測"), ("account", ""), ("code", "證人一")),
        ],
    ]

    static let crisisData: [String: Value] = [
        "reportKind": "follow-up", "followUps": 2, "summary": "二樓廚房瓦斯外洩，範例長者不適", "institution": "elder",
        "address": "海風縣虛構鎮示範街0號", "reporter": "zhi", "reportedAt": .timestamp(now), "phone": "0900-000-011",
        "occurredAt": .timestamp(Instant(seconds: 1_795_496_400)), "occurredPrecision": "hour",
        "place": "二樓廚房",
        "category": "public-safety", "lossEstimate": 1_200_000, "deaths": 0, "injured": 4,
        "casualties": [
            record(
                ("name", "範例長者"),
                ("sex", "female"),
                ("nationalId", "X000000000"),
                ("bornOn", "1940-05-01"),
                ("age", 80),
                ("whereabouts", "hospital"),
                ("whereaboutsName", "示例醫院"),
                ("welfare", ["low-income", "disability"]),
                ("welfareNote", "肢障中度")
            ),
            record(
                ("name", "測示長者"),
                ("sex", "male"),
                ("age", 71),
                ("whereabouts", "other"),
                ("whereaboutsName", "示例醫院旁安置處"),
                ("welfare", ["veteran", "other"]),
                ("welfareNote", "外籍")
            ),
        ],
        "narrative": "管線外洩，範例長者及測示長者不適，家屬電話0900-000-099。", "furtherInformation": "已關閉瓦斯",
        "handling": [
            record(
                ("step", "on-site"),
                ("at", .timestamp(now)),
                ("note", "疏散並關閉總開關"),
                ("by", "zhi"),
                ("applies", true)
            ),
            record(
                ("step", "statement"),
                ("at", .timestamp(now)),
                ("note", "無媒體詢問"),
                ("by", "zhi"),
                ("applies", false)
            ),
        ],
        "policeReported": true, "policeStation": "虛構", "mediaAnswers": "說明已疏散", "legislatorInterest": true,
        "broadcastMedia": [record(("outlet", "例示電視"), ("onSite", true))],
        "printMedia": [record(("outlet", "例示日報"), ("onSite", false))], "legislator": "示議員",
        "followUpWork": "提供測示長者心理支持", "helpRequested": "請派員協助安置",
        "codes": [
            record(("name", "範例長者"), ("code", "當事人甲")), record(("name", "測示長者"), ("code", "當事人乙")),
        ],
        "awareAt": .timestamp(Instant(seconds: 1_795_497_000)), "severe": false, "beyondInstitution": true,
        "urgentHelp": true, "attentionExpected": true, "oralAt": .timestamp(Instant(seconds: 1_795_497_300)),
        "oralChannel": "phone", "oralReceiver": "羅示例", "formAt": .timestamp(now),
        "followUpDue": .timestamp(Instant(seconds: 1_795_510_000)), "commander": "gao",
        "grades": [record(("grade", "c")), record(("grade", "a"))],
        "reports": [
            record(("kind", "oral"), ("at", .timestamp(now)), ("recorded", .timestamp(now))),
            record(
                ("kind", "initial"),
                ("number", 0),
                ("at", .timestamp(now)),
                ("recorded", .timestamp(now))
            ),
            record(
                ("kind", "follow-up"),
                ("number", 1),
                ("at", .timestamp(now)),
                ("recorded", .timestamp(now))
            ),
            record(("kind", "closing"), ("recorded", .timestamp(now))),
        ],
    ]
}
