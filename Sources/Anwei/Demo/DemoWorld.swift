import Casework
import Values

/// The invented agencies, people and places of the scenarios.
struct DemoWorld {
    /// The operating-system user who may use the console as the administrator.
    let systemUser: Int64

    /// Everything, in an order in which each row finds what it refers to.
    var register: [RegisterChange] {
        units.map { .unit($0) } + accounts.map { .account($0) } + sites.map { .site($0) }
    }

    var units: [Unit] {
        [
            unit("haifeng", "海風縣政府", "Haifeng County", head: "zhao", profile: "kaohsiung"),
            unit("haifeng-social", "社會處", "Social Affairs", in: "haifeng", head: "zhou"),
            unit("haifeng-shegong", "社工科", "Social Work Section", in: "haifeng-social", head: "li"),
            unit("haifeng-laofu", "老人福利科", "Elderly Welfare Section", in: "haifeng-social", head: "xu"),
            unit("haifeng-baohu", "保護科", "Protection Section", in: "haifeng-social", head: "gao"),
            unit("shili", "社團法人示例關懷協會", "Shili Care Association", in: "haifeng-social", head: "fang"),
            unit(
                "yunxi",
                "虛構雲溪老人長照中心",
                "Yunxi Care Home",
                in: "haifeng-laofu",
                head: "qian",
                profile: "elder-homes"
            ),
            unit("xingwan", "虛構星灣教養院", "Xingwan Home", in: "haifeng-social", head: "sun"),
            // Another document is in force here: a major incident is the work of a task force.
            unit("qingyu", "青嶼市政府社會局", "Qingyu City Social Affairs", head: "he", profile: "lienchiang"),
            unit("qingyu-center", "青嶼社福中心", "Qingyu Welfare Centre", in: "qingyu", head: "luo"),
            unit("qingyu-baohu", "青嶼保護科", "Qingyu Protection Section", in: "qingyu", head: "tang"),
        ]
    }

    var accounts: [Account] {
        [
            account(
                "admin",
                "系統管理示",
                [("administrator", "haifeng"), ("administrator", "qingyu")],
                systemUser
            ),
            account("lin", "林示例", [("social-worker", "haifeng-shegong")]),
            account("chen", "陳測二", [("social-worker", "haifeng-shegong")]),
            account("zhang", "張例四", [("social-worker", "haifeng-baohu")]),
            account(
                "wang",
                "王範三",
                [("supervisor", "haifeng-shegong"), ("corrector", "haifeng-shegong")]
            ),
            account("wu", "吳測六", [("duty-officer", "haifeng-social")]),
            account("li", "李示五", [("unit-head", "haifeng-shegong")]),
            account("xu", "許例八", [("unit-head", "haifeng-laofu")]),
            account("gao", "高測九", [("unit-head", "haifeng-baohu"), ("supervisor", "haifeng-baohu")]),
            account(
                "zhou",
                "周範七",
                [("agency-head", "haifeng-social"), ("approver", "haifeng-social")]
            ),
            account("zhao", "趙示十", [("agency-head", "haifeng")]),
            account("fang", "方例一", [("unit-head", "shili"), ("supervisor", "shili")]),
            account("qian", "錢測三", [("unit-head", "yunxi"), ("duty-officer", "yunxi")]),
            account("cai", "蔡例五", [("supervisor", "yunxi"), ("corrector", "yunxi")]),
            account("sun", "孫範二", [("unit-head", "xingwan")]),
            account("he", "何示四", [("agency-head", "qingyu")]),
            account("luo", "羅例六", [("unit-head", "qingyu-center")]),
            account("tang", "唐範八", [("unit-head", "qingyu-baohu")]),
            account("ye", "葉測二", [("supervisor", "qingyu-center")]),
            account("peng", "彭示七", [("safety-officer", "qingyu-center")]),
            account("su", "蘇例一", [("social-worker", "qingyu-center")]),
            account("jiang", "江例九", [("contact-point", "qingyu")]),
            account("deng", "鄧測五", [("personnel", "qingyu")]),
            account("du", "杜示三", [("bureau-officer", "qingyu")]),
            account("shao", "邵測七", [("safety-officer", "haifeng-shegong")]),
            account("audit", "稽核範五", [("auditor", "haifeng")]),
        ]
    }

    var sites: [Site] {
        [
            site("center", "社福中心", "Welfare Centre", "haifeng-shegong"),
            site("interview", "局內會談室", "Interview Room", "haifeng-shegong"),
            site("shelter", "虛構庇護所", "Shelter", "haifeng-baohu"),
            site("yunxi-home", "雲溪住宿區", "Yunxi Wards", "yunxi"),
            site("xingwan-home", "星灣院區", "Xingwan Grounds", "xingwan"),
        ]
    }

    private func unit(
        _ id: String,
        _ name: String,
        _ english: String,
        in parent: String? = nil,
        head: String,
        profile: String? = nil
    ) -> Unit {
        Unit(
            id: id,
            name: LocalizedText(zhHant: name, en: english),
            parent: parent,
            head: head,
            profile: profile
        )
    }

    private func account(
        _ id: String,
        _ name: String,
        _ roles: [(String, String)],
        _ systemUser: Int64? = nil
    ) -> Account {
        Account(
            id: id,
            name: name,
            grants: roles.map { RoleGrant(role: $0.0, unit: $0.1) },
            systemUser: systemUser
        )
    }

    private func site(_ id: String, _ name: String, _ english: String, _ unit: String) -> Site {
        Site(id: id, name: LocalizedText(zhHant: name, en: english), unit: unit)
    }
}
