#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "sense.h"
#include "toy.h"
#include "turns.h"

/* Headlines as desks write them, turned into two lines, or three (lines = 3). `|` stands where an editor may turn: every
 * turn chosen must be one of these. The rules were weighed on them. */
static const char *const HEADLINES[] = {
    "河湾新港|今日开港|首班货轮|驶向外海",
    "全市|防汛抗旱|工作会议|强调|压实责任|守住|安全底线",
    "三十四座泵站|雨前|体检|完毕",
    "市图书馆|夜间开放|延长|至二十二点",
    "老旧小区|加装电梯|补贴标准|公布",
    "春运首日|铁路|发送旅客|二十六万人次",
    "石矶大桥|主桥合龙|年底|有望通车",
    "冒充客服|诈骗团伙|十一人|落网",
    "社区食堂|开办一年|账怎么平",
    "早稻育秧|全面铺开|机械化率|超过九成",
    "把办事窗口|搬到|群众|家门口",
    "一座老粮站|变成|乡村书房",
    "夜市|摊主王小梅的|第一个|春天",
    "城区|二十七条|背街小巷|焕然一新",
    "我市|新增|三所|普惠性|幼儿园",
    "高考报名|下月启动|考生须|本人|到场",
    "生态环境局|通报|上季度|水质|排名",
    "新能源汽车|出口量|同比|增长四成",
    "农民工|工资|专户|实现|全覆盖",
    "省委书记|在河湾|调研|乡村振兴|工作",
    "小作坊|走出|国家级|非遗|传承人",
    "白鹭|提前九天|飞回|柳渡湿地",
    "三百米|排队长龙|只为|一碗|牛肉面",
    "学校|午休|从趴着睡|改为|躺着睡",
    "第三届|沿江|马拉松|十月|鸣枪",
    "医保|门诊|报销比例|提高|五个百分点",
    "渔民|上岸后|吃上|旅游饭",
    "六个泊位|同步启用|货运|提速|三天",
    "不再|一刀切|外卖车|可进|小区",
    "暴雨|橙色预警|升级|多所学校|停课",
    "退休教师|办起|免费|国学堂",
    "从|荒山秃岭|到|花果飘香",
    "青年科学家|破解|深海|密封难题",
    "快递小哥|勇救|落水儿童|后|悄然离开",
    "河道|保洁员|十年|捞起|百吨垃圾",
    "人大代表|建议|设立|古树名木|保护基金",
    "地铁|二号线|南延段|进入|轨道铺设",
    "公积金|贷款额度|最高|上调|二十万元",
    "千亩|油菜花|引来|八方游客",
    "民警|连夜|追回|四十六万元|货款",
    "女子排球队|三比一|逆转|夺得|冠军",
    "食品安全|抽检|九批次|不合格",
    "一根网线|连起|山里|与|山外",
    "让|数据|多跑路|让|百姓|少跑腿",
    "国际|龙舟邀请赛|端午|在柳渡|开赛",
    "停水通知|石矶街道|部分区域|明晚|停水",
    "老船匠|修好|百年木船|全村|来看",
    "对口支援|十五年|结出|山海情",
    "零下二十度|供热工人|抢修|到天明",
    "违规|占用|消防通道|最高|罚五万元",
    "县域|医共体|让|大病|不出县",
    "七成|受访者|愿为|绿色包装|多付钱",
    "以旧换新|政策|带动|家电|销售额|翻番",
    "气象台|发布|今冬|首个|寒潮预警",
    "山村小学|最后|一名|教师|退休了",
    "“黄昏门诊”|方便|上班族|看病",
    "读懂|《慢船》里的|中国乡愁",
    "“小巷管家”|解决|邻里|大矛盾",
    "致敬|平凡岗位上的|劳动者",
    "进一步|规范|校外培训|收费|行为",
    "检察院|依法|对赵志强|提起公诉",
    "古城墙|修缮工程|通过|专家验收",
    "本市户籍|老人|乘公交|全部|免费",
    "两地|签署|跨省|流域|补偿协议",
    "大学生|返乡|养蜂|带富|八个村",
    "非机动车道|禁停|区域|扩大|至全城",
    "青椒|一周|便宜|两成|未来|小幅|反弹",
    "电动自行车|充电桩|年内|再建|五千个",
    "博物馆|征集|码头|旧物|讲述|百年港史",
    "长江|十年|禁渔|成效|初显|江豚|频现",
    "科技特派员|驻村|一年|帮茶农|增收",
    "高铁站|周边|违法停车|抓拍|明起|上线",
};
enum { HEADLINES_N = sizeof HEADLINES / sizeof *HEADLINES, REACHED_2 = 62, REACHED_3 = 12 };

/* The same, written after the rules were weighed. */
static const char *const UNSEEN[] = {
    "沿海|三市|联手|治理|近岸海域|污染",
    "乡镇卫生院|夜诊|不打烊",
    "考古队|在青石岭|发现|汉代|古墓群",
    "高校毕业生|就业|服务月|活动|启动",
    "旧厂房|改造成|创意园|年轻人|来了",
    "洪峰|平稳|过境|沿江|群众|陆续|返家",
    "政务服务|热线|整合|一号|通办",
    "外卖骑手|有了|自己的|休息驿站",
    "公安机关|破获|特大|跨境|赌博案",
    "小麦|亩产|再创|新高",
    "非遗|传承人|走进|校园|教|剪纸",
    "台风|逼近|渔船|全部|回港|避风",
    "市民|可凭|身份证|免费|借阅|图书",
    "跨海大桥|通车|三小时|车程|缩至|四十分钟",
    "法院|公开|审理|环境|公益|诉讼案",
    "中小学|推行|课后|延时|服务",
    "残疾人|就业|基地|在我县|揭牌",
    "河长|巡河|记录|全部|上网|公开",
    "新建|停车位|三千个|缓解|老城|停车难",
    "果农|直播|带货|一天|卖出|两万斤",
    "粮食|收购|价格|稳中有升",
    "消防员|破门|救出|被困|老人",
    "城市|书房|二十四小时|开放",
    "代表团|赴|邻省|考察|物流园区",
    "暑期|客流|高峰|来临|列车|加开|十八趟",
    "爱心食堂|让|独居老人|吃上|热饭",
    "医院|推出|一站式|检查|预约|平台",
    "村民|自筹|资金|修通|出山路",
};
enum { UNSEEN_N = sizeof UNSEEN / sizeof *UNSEEN, REACHED_UNSEEN = 26 };

typedef struct {
  char plain[200];
  bool may[64]; /* after the character */
} headline;

static headline read_headline(const char *text) {
  headline h = {0};
  size_t n = 0, at = 0;
  pb_str s = pb_str_from(text);
  for (size_t i = 0, size; i < s.n; i += size) {
    if (pb_utf8_at(s, i, &size) == '|') {
      h.may[n - 1] = true;
      continue;
    }
    memcpy(h.plain + at, s.s + i, size);
    at += size;
    n++;
  }
  return h;
}

static pb_type whole_line(const pb_story *story) {
  pb_type t = {.story = story, .style = &TOY_STYLE, .size = TOY_EM, .scale = 1000};
  t.line.end = (uint32_t)story->nclusters;
  return pb_type_cut(&t, 0, t.line.end);
}

static size_t turns(pb_arena *arena, const char *text, size_t lines, pb_head_shape shape, uint32_t at[PB_TURNS_MAX]) {
  pb_story *story = PB_NEW(arena, pb_story);
  *story = toy_story(arena, &text, 1);
  pb_type type = whole_line(story);
  uint8_t *sense = PB_NEW_N(arena, uint8_t, story->nclusters);
  pb_sense_turns(arena, story, 0, (uint32_t)story->nclusters, sense);
  pb_turns_job job = {&type, sense, PB_LEN_MAX, shape};
  return pb_turns_find(arena, &job, lines, at) == PB_TURNS_NONE ? 0 : lines - 1;
}

/* With what a turn costs after each character. */
static void say(pb_arena *arena, const headline *h, const uint32_t *at, size_t n) {
  const char *plain = h->plain;
  pb_story story = toy_story(arena, &plain, 1);
  uint8_t *sense = PB_NEW_N(arena, uint8_t, story.nclusters);
  pb_sense_turns(arena, &story, 0, (uint32_t)story.nclusters, sense);
  printf("# not by sense: ");
  for (uint32_t k = 0; k < story.nclusters; k++) {
    for (size_t j = 0; j < n; j++)
      if (at[j] == k) printf(" | ");
    printf("%.*s%u ", (int)story.clusters[k].ntext, story.text.s + story.clusters[k].text, sense[k]);
  }
  putchar('\n');
}

static unsigned score(pb_arena *arena, const char *const *list, size_t count, size_t lines) {
  unsigned good = 0, of = 0;
  for (size_t i = 0; i < count; i++) {
    headline h = read_headline(list[i]);
    uint32_t at[PB_TURNS_MAX];
    if (pb_utf8_count(pb_str_from(h.plain)) < 5 * lines) continue;
    of++;
    size_t n = turns(arena, h.plain, lines, PB_SHAPE_BALANCED, at);
    bool all = n == lines - 1;
    for (size_t k = 0; k < n; k++) all = all && h.may[at[k] - 1];
    if (!all) say(arena, &h, at, n);
    good += all;
  }
  printf("# %zu lines: %u of %u headlines turned by sense\n", lines, good, of);
  return good;
}

static void headlines_turn_by_sense(void **state) {
  assert_true(score(*state, HEADLINES, HEADLINES_N, 2) >= REACHED_2);
  assert_true(score(*state, HEADLINES, HEADLINES_N, 3) >= REACHED_3);
  assert_true(score(*state, UNSEEN, UNSEEN_N, 2) >= REACHED_UNSEEN);
}

static uint32_t turn(pb_arena *arena, const char *text, pb_head_shape shape) {
  uint32_t at[PB_TURNS_MAX];
  return turns(arena, text, 2, shape, at) ? at[0] : 0;
}

static void turned_at_marks_and_words(void **state) {
  pb_arena *arena = *state;
  assert_int_equal(turn(arena, "河湾新港开港，首班货轮出海", PB_SHAPE_BALANCED), 7); /* after the comma */
  assert_int_equal(turn(arena, "我们今天学习经济知识", PB_SHAPE_BALANCED), 4);       /* 我们今天｜学习经济知识 */
  assert_int_equal(turn(arena, "老船匠修好木船，全村来看", PB_SHAPE_BALANCED), 8);   /* the comma though not the middle */
  assert_int_equal(turn(arena, "口", PB_SHAPE_BALANCED), 0);
  assert_int_equal(turn(arena, "abcdef", PB_SHAPE_BALANCED), 0); /* nowhere to break */
}

static int set_up(void **state) {
  *state = pb_arena_new();
  return 0;
}

static int tear_down(void **state) {
  pb_arena_drop(*state);
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(headlines_turn_by_sense, set_up, tear_down),
      cmocka_unit_test_setup_teardown(turned_at_marks_and_words, set_up, tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
