// SPDX-License-Identifier: Apache-2.0
#include "output.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <system_error>
#include <utility>

namespace marsad::cli {
namespace {

tl::unexpected<Error> write_error(const std::string& name, int number) {
  if (number == EPIPE) return tl::unexpected<Error>(Error{ErrorCode::output, "", "", ""});
  std::string remedy = "name another place with --output FILE";
  if (number == ENOSPC || number == EDQUOT) {
    remedy = "free some space, or name another place with --output FILE";
  } else if (number == EACCES || number == EPERM || number == EROFS) {
    remedy = "name a place where you may write";
  } else if (number == ENOENT || number == ENOTDIR) {
    remedy = "make the folder first, or name another place";
  } else if (number == EISDIR) {
    remedy = "name a file";
  }
  return fail(ErrorCode::output, name, "cannot write: " + std::generic_category().message(number),
              std::move(remedy));
}

}  // namespace

Result<Output> Output::open(const std::string& file) {
  if (file.empty() || file == "-") return Output(STDOUT_FILENO, "standard output", "");
  struct stat status{};
  const bool exists = ::stat(file.c_str(), &status) == 0;
  if (exists && S_ISDIR(status.st_mode)) return write_error(file, EISDIR);
  const bool replace = !exists || S_ISREG(status.st_mode);
  const std::string path = replace ? file + ".part" : file;
  const int flags = O_WRONLY | O_CLOEXEC | (replace ? O_CREAT | O_TRUNC : 0);
  const int descriptor = ::open(path.c_str(), flags, 0666);
  if (descriptor < 0) return write_error(file, errno);
  if (replace && exists) static_cast<void>(::fchmod(descriptor, status.st_mode & 07777));
  return Output(descriptor, file, replace ? path : "");
}

Output::Output(Output&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      name_(std::move(other.name_)),
      part_(std::exchange(other.part_, "")) {}

Output::~Output() {
  if (descriptor_ > STDERR_FILENO) ::close(descriptor_);
  if (!part_.empty()) std::remove(part_.c_str());
}

Result<void> Output::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written < 0) {
      if (errno == EINTR) continue;
      return write_error(name_, errno);
    }
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

Result<void> Output::finish() {
  if (part_.empty()) return {};
  if (::fsync(descriptor_) != 0) return write_error(name_, errno);
  if (std::rename(part_.c_str(), name_.c_str()) != 0) return write_error(name_, errno);
  part_.clear();
  return {};
}

bool Output::is_terminal() const { return ::isatty(descriptor_) == 1; }

void ignore_closed_pipes() { std::signal(SIGPIPE, SIG_IGN); }

}  // namespace marsad::cli
