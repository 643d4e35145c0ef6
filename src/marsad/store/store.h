// SPDX-License-Identifier: Apache-2.0
// The store: one SQLite file that keeps articles, their bytes, reports, incidents, decisions and
// the log of all writes. No other room knows SQL.
//
//   Store::open("desk.db", Access::write)
//   begin(); add(original); add(article "قصف سوق حماة"); add(report); log("ingest", …); commit();
//
// A change is begun, written and committed; what is committed is durable (WAL, synchronous FULL),
// what is not leaves no trace. log() writes the entry for all objects touched since the last
// one, so that nothing stands in a store that its log does not name. One writer at a time;
// readers see what was committed. Errors: ErrorCode::store with the file and the remedy.
// Not thread-safe: one Store a thread. Tested by store_test.cpp.
#pragma once
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "marsad/base/result.h"
#include "marsad/store/custody.h"
#include "marsad/store/rows.h"

namespace marsad::store {

enum class Access { read, write, create };  // create: also where there is none yet

// How articles are found: all conditions hold together.
struct Search {
  // For each group one of its words must be there; words and facets alike.
  std::vector<std::vector<std::string>> words;
  std::optional<Date> from, to;                        // of publication, both included
  Number before = std::numeric_limits<Number>::max();  // only articles added before this one
  std::size_t most = 50;
};

// How incidents are found.
struct IncidentSearch {
  std::optional<Date> from, to;  // of the happening, both included
  std::optional<EventType> type;
  std::string country;
  std::optional<std::vector<std::string>> places;  // ids, in one of which it happened
  int least_leads = 0;
  bool by_size = false;  // most reported first; else the latest first
  std::size_t most = 50, skip = 0;
};

// How entries of the log are found, the newest first.
struct LogSearch {
  std::string actor, action;  // empty: any
  Number before = std::numeric_limits<Number>::max();
  std::size_t most = 50;
};

// The first articles of families of copies.
enum class State { fresh, done, all };
struct OriginSearch {
  State state = State::fresh;  // done: somebody has worked on it and said so
  bool by_harm = false;        // of the newest 2,000, those whose incidents have most killed
  std::size_t most = 50, skip = 0;
};

struct OutletCount {
  std::string outlet;
  std::int64_t articles = 0, corrected = 0;  // corrected: of which there is a later version
  std::optional<Date> first, last;
};

struct DayCount {
  Date day{};
  std::int64_t count = 0;
  double killed_low = 0, killed_high = 0;  // of incidents: sums of what is documented
};

struct IncidentSize {
  int articles = 0, leads = 0;  // of current versions
};

struct Counts {
  std::int64_t originals = 0, articles = 0, versions = 0, reports = 0, incidents = 0, rejected = 0,
               decisions = 0, log = 0;
};

class Store {
 public:
  // Makes the file, brings an older form forward (never a newer one back).
  [[nodiscard]] static Result<Store> open(const std::string& path, Access access);
  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;
  ~Store();

  [[nodiscard]] const std::string& path() const { return path_; }

  [[nodiscard]] Result<void> begin();
  [[nodiscard]] Result<void> commit();
  void roll_back();

  // Writing, between begin and commit. Numbers are given here and returned.
  [[nodiscard]] Result<void> add(const OriginalRow& original);  // once; later ones change nothing
  [[nodiscard]] Result<Number> add(const ArticleRow& article);
  [[nodiscard]] Result<void> supersede(Number article);
  [[nodiscard]] Result<void> put(const ReportRow& report);  // adds it or takes its place
  [[nodiscard]] Result<Number> add(const IncidentRow& incident);
  [[nodiscard]] Result<void> put(const IncidentRow& incident);
  // False where the same input stands there with the same reason and waits to be retried.
  [[nodiscard]] Result<bool> reject(const RejectedRow& rejected);
  [[nodiscard]] Result<void> mark_retried(Number rejected);
  [[nodiscard]] Result<Number> add(const DecisionRow& decision);
  [[nodiscard]] Result<void> mark_undone(Number decision, Number by);
  [[nodiscard]] Result<Number> add(const CorrectionRow& correction);
  [[nodiscard]] Result<void> mark_corrected(Number correction, Number undone_by);
  [[nodiscard]] Result<Number> add(const ReleaseRow& release);
  // Adds the account, or takes the place of the one of this number.
  [[nodiscard]] Result<Number> put(const PersonRow& person);
  // Sessions stand in no log; adding or changing one needs no log().
  [[nodiscard]] Result<void> put(const SessionRow& session);
  [[nodiscard]] Result<void> end_session(const std::string& token);
  [[nodiscard]] Result<void> end_sessions(Number person, const std::string& but_token);
  [[nodiscard]] Result<void> end_sessions_before(std::int64_t seen);
  // The entry for everything written since the last one. `detail` is JSON on one line.
  [[nodiscard]] Result<void> log(const std::string& actor, const std::string& action,
                                 const std::string& detail);

  // Everything that is read until thaw() is of one moment, whatever others write meanwhile.
  [[nodiscard]] Result<void> freeze();
  void thaw();

  // Reading.
  [[nodiscard]] Result<bool> has_read(const std::string& original_sha256, const std::string& id);
  [[nodiscard]] Result<std::optional<ArticleRow>> current(const std::string& key);
  // Without `analysis` unless it is asked for.
  [[nodiscard]] Result<std::optional<ArticleRow>> article(Number number, bool whole);
  // By key or id, the oldest first; an id that several outlets gave finds the articles of each.
  [[nodiscard]] Result<std::vector<ArticleRow>> versions(const std::string& name);
  [[nodiscard]] Result<std::optional<OriginalRow>> original(const std::string& sha256);
  // Articles that share bands, as incidents::looked_at orders them; only the newest of each band
  // are looked at, so that boilerplate costs no more with age.
  [[nodiscard]] Result<std::vector<CopyRow>> alike(const incidents::Sketch& sketch);
  [[nodiscard]] Result<std::vector<ReportRow>> reports_of_article(Number article);
  // Of current versions only, those that lead first, at most `most`.
  [[nodiscard]] Result<std::vector<ReportRow>> reports_of_incident(Number incident,
                                                                   std::size_t most);
  // Leading reports of current versions whose first day is this, or that have none.
  [[nodiscard]] Result<std::vector<ReportRow>> leading_on(std::optional<Date> day,
                                                          std::size_t most);
  [[nodiscard]] Result<IncidentSize> size_of(Number incident);
  [[nodiscard]] Result<std::optional<IncidentRow>> incident(Number number);
  // By its id; one that was merged gives the one that it was merged into.
  [[nodiscard]] Result<std::optional<IncidentRow>> incident(const std::string& id);
  [[nodiscard]] Result<std::vector<std::string>> former_ids(Number incident);
  [[nodiscard]] Result<std::vector<IncidentRow>> incidents(const IncidentSearch& search);
  // Numbers of current articles, the last added first.
  [[nodiscard]] Result<std::vector<Number>> search(const Search& search);
  [[nodiscard]] Result<std::vector<RejectedRow>> rejected(bool retried_too);
  [[nodiscard]] Result<std::vector<DecisionRow>> decisions(Number incident);  // 0: all
  [[nodiscard]] Result<std::optional<CorrectionRow>> correction(Number number);
  // Of an article's versions, the oldest first; 0: of all.
  [[nodiscard]] Result<std::vector<CorrectionRow>> corrections(Number article);
  [[nodiscard]] Result<std::vector<ReleaseRow>> releases();  // without their bytes
  [[nodiscard]] Result<std::optional<ReleaseRow>> release(Number number);
  [[nodiscard]] Result<std::vector<PersonRow>> people();
  [[nodiscard]] Result<std::optional<PersonRow>> person(const std::string& name);
  [[nodiscard]] Result<std::optional<PersonRow>> person(Number number);
  [[nodiscard]] Result<std::optional<SessionRow>> session(const std::string& token);
  [[nodiscard]] Result<std::vector<SessionRow>> sessions(Number person);
  // Lists and charts of a page (store_views.cpp).
  [[nodiscard]] Result<std::vector<Number>> origins(const OriginSearch& search);
  [[nodiscard]] Result<std::int64_t> count_origins(const OriginSearch& search);
  // Current articles of a family but its first, the oldest first.
  [[nodiscard]] Result<std::vector<ArticleRow>> copies(Number first);
  [[nodiscard]] Result<std::int64_t> count_incidents(const IncidentSearch& search);
  [[nodiscard]] Result<std::vector<OutletCount>> outlets();  // most articles first
  // Incidents by their first day, articles by their day of publication.
  [[nodiscard]] Result<std::vector<DayCount>> incidents_by_day(const IncidentSearch& search);
  [[nodiscard]] Result<std::vector<DayCount>> articles_by_day(std::optional<Date> from,
                                                              std::optional<Date> to);
  // Kinds and countries of incidents, the most frequent first.
  [[nodiscard]] Result<std::vector<std::pair<std::string, std::int64_t>>> kinds();
  [[nodiscard]] Result<std::vector<std::pair<std::string, std::int64_t>>> countries();
  // Entries of the log, the newest first, before this one.
  [[nodiscard]] Result<std::vector<LogRow>> log_entries(const LogSearch& search);
  [[nodiscard]] Result<Checkpoint> checkpoint();
  [[nodiscard]] Result<Counts> counts();
  [[nodiscard]] Result<std::vector<std::string>> verify(
      const std::optional<Checkpoint>& checkpoint,
      const std::function<void(std::size_t, std::size_t)>& progress);
  // Every row as one line of JSON in a fixed order, all but the log and what is made of the rows
  // themselves; and one such line back, within a change: false where the row is there already.
  // put_line(each_line(x)) gives a store with the same lines. `words_of` gives the words of an
  // article by its title, outlet and analysis. Error (ErrorCode::input): no such line.
  using WordsOf = std::function<std::string(const std::string& title, const std::string& outlet,
                                            const std::string& analysis)>;
  [[nodiscard]] Result<void> each_line(const std::function<Result<void>(std::string_view)>& sink);
  [[nodiscard]] Result<bool> put_line(std::string_view line, const WordsOf& words_of);
  // A whole copy to a new file, while others may write.
  [[nodiscard]] Result<void> copy_to(const std::string& path);

 private:
  Store(std::string path, std::unique_ptr<Connection> connection);
  void touch(std::string_view kind, Number number);
  // Where the bytes of this hash are kept; 0 for nowhere.
  [[nodiscard]] Number original_number(const std::string& sha256) const;
  // None for an article without a sketch.
  [[nodiscard]] std::optional<CopyRow> copy(Number article);

  std::string path_;
  std::unique_ptr<Connection> connection_;
  std::set<std::pair<std::string, Number>> touched_;
  // Of articles added in this change. The index of words is written at its end, in one go:
  // every statement in between that may have to be taken back would make it write what it has.
  std::vector<std::pair<Number, std::string>> words_;
  std::unordered_map<Number, CopyRow> copies_;  // those that were looked at lately
  Checkpoint last_;                             // of the log, within a change
  bool in_change_ = false;
};

// Now, in UTC, as "2026-01-31T12:00:00Z".
[[nodiscard]] std::string now();

}  // namespace marsad::store
