// SPDX-License-Identifier: Apache-2.0
#include "marsad/store/custody.h"

#include <fmt/format.h>
#include <bit>
#include <map>
#include <set>

#include "marsad/analysis/json.h"
#include "marsad/base/fnv.h"
#include "marsad/base/sha256.h"
#include "marsad/store/facets.h"
#include "marsad/store/schema.h"

namespace marsad::store {
namespace {

// One value as the digest takes it.
void add_value(Sha256& hash, const SQLite::Column& value) {
  std::string made;
  std::string_view bytes;
  char letter = 'n';
  if (value.isInteger()) {
    letter = 'i';
    made = fmt::format("{}", value.getInt64());
    bytes = made;
  } else if (value.isFloat()) {
    letter = 'r';
    made = fmt::format("{:016x}", std::bit_cast<std::uint64_t>(value.getDouble()));
    bytes = made;
  } else if (!value.isNull()) {
    letter = value.isText() ? 't' : 'b';
    const auto* data = static_cast<const char*>(value.getBlob());
    bytes = {data == nullptr ? "" : data, static_cast<std::size_t>(value.getBytes())};
  }
  hash.add(fmt::format("{}{}:", letter, bytes.size()));
  hash.add(bytes);
}

const ObjectKind* kind_named(std::string_view kind) {
  for (const ObjectKind& known : kObjects) {
    if (known.kind == kind) return &known;
  }
  return nullptr;
}

class Verifier {
 public:
  Verifier(Connection& connection, const std::function<void(std::size_t, std::size_t)>& progress)
      : connection_(connection), progress_(progress) {}

  std::vector<std::string> verify(const std::optional<Checkpoint>& checkpoint) {
    file();
    chain(checkpoint);
    objects();
    originals();
    bands();
    words();
    return std::move(faults_);
  }

 private:
  void fault(std::string line) { faults_.push_back(std::move(line)); }

  void file() {
    Query check(connection_, "PRAGMA integrity_check(20)");
    while (check.step()) {
      if (check.text(0) != "ok") fault("file: " + check.text(0));
    }
    // The tables, indexes and triggers must be those that the program makes.
    Connection fresh(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    for (const Migration& step : kMigrations) fresh.execute(step.sql);
    constexpr const char* kForm =
        "SELECT type || ' ' || name, coalesce(sql, '') FROM sqlite_master "
        "WHERE name NOT LIKE 'sqlite_%' ORDER BY 1";
    const auto form = [&](Connection& of) {
      std::map<std::string, std::string> out;
      Query query(of, kForm);
      while (query.step()) out[query.text(0)] = query.text(1);
      return out;
    };
    const auto want = form(fresh);
    const auto got = form(connection_);
    for (const auto& [name, sql] : got) {
      const auto found = want.find(name);
      if (found == want.end()) {
        fault(fmt::format("schema: there is a {} that is none of Marsad's", name));
      } else if (found->second != sql) {
        fault(fmt::format("schema: the {} is another than Marsad makes", name));
      }
    }
    for (const auto& [name, sql] : want) {
      if (!got.contains(name)) fault(fmt::format("schema: the {} is missing", name));
    }
  }

  void chain(const std::optional<Checkpoint>& checkpoint) {
    Query query(connection_,
                "SELECT seq, at, actor, action, detail, objects, previous, hash FROM log "
                "ORDER BY seq");
    std::string previous;
    std::int64_t expected = 1;
    bool met = !checkpoint || checkpoint->seq == 0;
    while (query.step()) {
      const LogRow entry{query.integer(0), query.text(1), query.text(2), query.text(3),
                         query.text(4),    query.text(5), query.text(6), query.text(7)};
      if (entry.seq != expected) {
        fault(fmt::format("log: entries {} to {} are missing", expected, entry.seq - 1));
      }
      expected = entry.seq + 1;
      if (hash_of(entry) != entry.hash) fault(fmt::format("log: entry {} was changed", entry.seq));
      if (entry.previous != previous) {
        fault(fmt::format("log: entry {} does not follow the one before it", entry.seq));
      }
      previous = entry.hash;
      if (checkpoint && entry.seq == checkpoint->seq) {
        met = entry.hash == checkpoint->hash;
        if (!met) fault(fmt::format("log: entry {} is not that of the checkpoint", entry.seq));
        met = true;
      }
      note(entry);
    }
    if (!met) {
      fault(fmt::format("log: it ends with entry {}, before the checkpoint {}: its tail was cut",
                        expected - 1, checkpoint->seq));
    }
  }

  void note(const LogRow& entry) {
    std::string_view rest = entry.objects;
    while (!rest.empty()) {
      const std::string_view one = rest.substr(0, rest.find(' '));
      rest.remove_prefix(std::min(rest.size(), one.size() + 1));
      const auto equals = one.find('=');
      if (equals == std::string_view::npos) {
        fault(fmt::format("log: entry {} names an object without a digest", entry.seq));
        continue;
      }
      last_[std::string(one.substr(0, equals))] = {std::string(one.substr(equals + 1)), entry.seq};
    }
  }

  void objects() {
    std::size_t total = last_.size();
    std::size_t done = 0;
    for (const ObjectKind& kind : kObjects) {
      std::set<Number> numbers;
      {
        Query query(connection_, kind.numbers);
        while (query.step()) numbers.insert(query.integer(0));
      }
      for (const Number number : numbers) {
        if (progress_) progress_(++done, total);
        const std::string name = fmt::format("{}/{}", kind.kind, number);
        const auto logged = last_.find(name);
        if (logged == last_.end()) {
          fault(name + ": stands in no entry of the log");
          continue;
        }
        if (digest_of(connection_, kind.kind, number) != logged->second.first) {
          fault(fmt::format("{}: was changed after entry {} of the log", name,
                            logged->second.second));
        }
        last_.erase(logged);
      }
    }
    for (const auto& [name, logged] : last_) {
      fault(fmt::format("{}: is missing; entry {} of the log wrote it", name, logged.second));
    }
  }

  void originals() {
    Query query(connection_, "SELECT number, sha256, size, zstd FROM original ORDER BY number");
    while (query.step()) {
      const auto bytes = uncompressed(query.text(3));
      if (!bytes || static_cast<std::int64_t>(bytes->size()) != query.integer(2) ||
          sha256(*bytes) != query.text(1)) {
        fault(fmt::format("original/{}: its bytes are not those of its SHA-256", query.integer(0)));
      }
    }
    Query bare(connection_,
               "SELECT number FROM article WHERE original NOT IN (SELECT sha256 FROM original)");
    while (bare.step()) {
      fault(fmt::format("article/{}: the bytes it was read from are missing", bare.integer(0)));
    }
  }

  // The keys under which copies meet, against the sketches that they are made of.
  void bands() {
    std::int64_t expected = 0;
    Query articles(connection_, "SELECT number, sketch FROM article WHERE sketch IS NOT NULL");
    while (articles.step()) {
      const auto sketch = sketch_from(articles.text(1));
      if (!sketch) {
        fault(fmt::format("article/{}: its sketch has another size", articles.integer(0)));
        continue;
      }
      for (const std::int64_t key : incidents::bands_of(*sketch)) {
        ++expected;
        Query band(connection_, "SELECT 1 FROM band WHERE key = ? AND article = ?");
        if (!band.bind(key, articles.integer(0)).step()) {
          fault(fmt::format("article/{}: a key by which its copies are found is missing",
                            articles.integer(0)));
        }
      }
    }
    Query count(connection_, "SELECT count(*) FROM band");
    if (count.step() && count.integer(0) > expected) {
      fault(
          fmt::format("band: there are {} keys that no article has", count.integer(0) - expected));
    }
  }

  // The index of words against the sum that each article keeps and, for the facets of claims,
  // against its analysis.
  void words() {
    std::map<Number, std::uint64_t> sums;
    std::map<Number, std::uint64_t> claims;
    connection_.execute(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.word_instance USING fts5vocab(main, word, "
        "instance)");
    Query query(connection_, "SELECT term, doc FROM temp.word_instance");
    while (query.step()) {
      const std::string word = query.text(0);
      (is_claim_facet(word) ? claims : sums)[query.integer(1)] += fnv1a(word);
    }
    Query articles(connection_, "SELECT number, words, zstd FROM article ORDER BY number");
    while (articles.step()) {
      const auto found = sums.find(articles.integer(0));
      const std::uint64_t sum = found == sums.end() ? 0 : found->second;
      if (static_cast<std::int64_t>(sum) != articles.integer(1)) {
        fault(fmt::format("article/{}: the index of words has others than it was given",
                          articles.integer(0)));
      }
      if (found != sums.end()) sums.erase(found);
      const auto analysis = from_json(uncompressed(articles.text(2)).value_or(""));
      std::uint64_t told = 0;
      if (analysis) {
        for (const std::string& word : claim_facets(*analysis)) told += fnv1a(word);
      }
      if (const auto held = claims.extract(articles.integer(0));
          !analysis || told != (held ? held.mapped() : 0)) {
        fault(
            fmt::format("article/{}: the index of words has other stances or kinds of figures "
                        "than its claims",
                        articles.integer(0)));
      }
    }
    sums.merge(claims);
    for (const auto& [number, sum] : sums) {
      fault(fmt::format("article/{}: stands in the index of words only", number));
    }
  }

  Connection& connection_;
  const std::function<void(std::size_t, std::size_t)>& progress_;
  std::vector<std::string> faults_;
  // Object → its last digest and the entry that says so.
  std::map<std::string, std::pair<std::string, std::int64_t>> last_;
};

}  // namespace

std::string digest_of(Connection& connection, std::string_view kind, Number number) {
  Sha256 hash;
  const ObjectKind* rows = kind_named(kind);
  if (rows == nullptr) return {};
  for (const char* sql : rows->rows) {
    if (sql == nullptr) break;
    Query query(connection, sql);
    query.bind(number);
    SQLite::Statement& row = query.statement();
    while (query.step()) {
      for (int column = 0; column < row.getColumnCount(); ++column) {
        add_value(hash, row.getColumn(column));
      }
      hash.add("\n");
    }
  }
  return hash.take();
}

std::string hash_of(const LogRow& entry) {
  return sha256(fmt::format("{}\n{}\n{}\n{}\n{}\n{}\n{}\n", entry.seq, entry.at, entry.actor,
                            entry.action, entry.detail, entry.objects, entry.previous));
}

std::string bytes_of(const incidents::Sketch& sketch) {
  std::string out;
  for (const std::uint32_t minimum : sketch) {
    for (unsigned shift = 0; shift < 32; shift += 8) out += static_cast<char>(minimum >> shift);
  }
  return out;
}

std::optional<incidents::Sketch> sketch_from(std::string_view bytes) {
  if (bytes.size() != 4 * incidents::kMinima) return std::nullopt;
  incidents::Sketch out{};
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    out[i / 4] |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[i])) << 8 * (i % 4);
  }
  return out;
}

std::int64_t sum_of(std::string_view words) {
  std::uint64_t sum = 0;
  for (std::size_t begin = 0, end = 0; (end = words.find(' ', begin)) != words.npos;
       begin = end + 1) {
    const std::string_view word = words.substr(begin, end - begin);
    if (!is_claim_facet(word)) sum += fnv1a(word);
  }
  return static_cast<std::int64_t>(sum);
}

std::vector<std::string> verify(Connection& connection, const std::optional<Checkpoint>& checkpoint,
                                const std::function<void(std::size_t, std::size_t)>& progress) {
  return Verifier(connection, progress).verify(checkpoint);
}

}  // namespace marsad::store
