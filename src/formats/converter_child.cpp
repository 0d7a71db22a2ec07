#include "formats/converter_child.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <sched.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>

#include "formats/call_filter.h"
#include "formats/descriptor.h"
#include "formats/process_limits.h"
#include "formats/sandbox_arguments.h"

namespace weige::formats {
namespace {

constexpr std::uint64_t kOpenFiles = 32;
constexpr std::uint32_t kX32Calls = 0x40000000;

constexpr std::uint32_t kToWrite = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC;

// What would reach other processes, the network, or the kernel's less known parts.
constexpr long kBeyondItself[] = {SYS_socket,
                                  SYS_socketpair,
                                  SYS_connect,
                                  SYS_bind,
                                  SYS_listen,
                                  SYS_accept,
                                  SYS_accept4,
                                  SYS_ptrace,
                                  SYS_kill,
                                  SYS_tkill,
                                  SYS_tgkill,
                                  SYS_rt_sigqueueinfo,
                                  SYS_pidfd_open,
                                  SYS_pidfd_getfd,
                                  SYS_pidfd_send_signal,
                                  SYS_rt_tgsigqueueinfo,
                                  SYS_setpgid,
                                  SYS_setsid,
                                  SYS_process_vm_readv,
                                  SYS_process_vm_writev,
                                  SYS_mount,
                                  SYS_umount2,
                                  SYS_move_mount,
                                  SYS_open_tree,
                                  SYS_fsopen,
                                  SYS_fspick,
                                  SYS_pivot_root,
                                  SYS_chroot,
                                  SYS_setns,
                                  SYS_unshare,
                                  SYS_open_by_handle_at,
                                  SYS_bpf,
                                  SYS_perf_event_open,
                                  SYS_userfaultfd,
                                  SYS_io_uring_setup,
                                  SYS_keyctl,
                                  SYS_add_key,
                                  SYS_request_key,
                                  SYS_personality,
                                  SYS_memfd_create,
                                  SYS_shmget,
                                  SYS_msgget,
                                  SYS_mq_open,
                                  SYS_execveat};
// What would change files other than through descriptor 1.
constexpr long kChangingFiles[] = {SYS_truncate,  SYS_unlinkat,  SYS_renameat2, SYS_linkat,
                                   SYS_symlinkat, SYS_mkdirat,   SYS_mknodat,   SYS_fchmodat,
                                   SYS_fchmod,    SYS_fchownat,  SYS_fchown,    SYS_utimensat,
                                   SYS_setxattr,  SYS_lsetxattr, SYS_fsetxattr, SYS_removexattr};
// Calls that only x86-64 still has beside their newer forms.
#if defined(__x86_64__)
constexpr long kOldForms[] = {SYS_fork,  SYS_vfork,   SYS_creat, SYS_unlink, SYS_rename,   SYS_renameat,
                              SYS_link,  SYS_symlink, SYS_mkdir, SYS_rmdir,  SYS_mknod,    SYS_chmod,
                              SYS_chown, SYS_lchown,  SYS_utime, SYS_utimes, SYS_futimesat};
#endif
// The C library falls back to forms whose arguments can be looked at.
constexpr long kNotThere[] = {SYS_clone3, SYS_openat2};

bool filter_calls() {
  CallFilter filter;
#if defined(__x86_64__)
  filter.refuse_from(kX32Calls, EPERM);
  filter.refuse(kOldForms, EPERM);
  filter.refuse_with(SYS_open, 1, kToWrite, EACCES);
#endif
  filter.refuse(kBeyondItself, EPERM);
  filter.refuse(kChangingFiles, EPERM);
  filter.refuse(kNotThere, ENOSYS);
  filter.refuse_with(SYS_openat, 2, kToWrite, EACCES);
  filter.refuse_with(SYS_prlimit64, 0, ~std::uint32_t{0}, EPERM);  // of another process
  filter.refuse_without(SYS_clone, 0, CLONE_THREAD, EPERM);
  return filter.install_allowing_the_rest();
}

// Which files may be read, where the kernel can tell (Landlock).
class ReadableFiles {
 public:
  ReadableFiles() {
    // All rights of its first version, which every later one knows.
    constexpr std::uint64_t kRights = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;
    const landlock_ruleset_attr rules{.handled_access_fs = kRights};
    rules_.reset(static_cast<int>(::syscall(SYS_landlock_create_ruleset, &rules, sizeof rules, 0)));
  }

  void allow(const char* path, std::uint64_t rights) {
    const Descriptor at(::open(path, O_PATH | O_CLOEXEC));
    struct stat info {};
    if (!rules_ || !at || ::fstat(at.get(), &info) != 0) return;
    if (!S_ISDIR(info.st_mode)) rights &= LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_EXECUTE;
    const landlock_path_beneath_attr rule{.allowed_access = rights, .parent_fd = at.get()};
    (void)::syscall(SYS_landlock_add_rule, rules_.get(), LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
  }

  // True without Landlock too: then the other limits stand alone.
  bool enforce() {
    if (!rules_) return true;
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           ::syscall(SYS_landlock_restrict_self, rules_.get(), 0) == 0;
  }

 private:
  Descriptor rules_;
};

bool restrict_files(const ConverterArguments& arguments) {
  constexpr std::uint64_t kRead = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
  ReadableFiles files;
  for (const auto* path : {"/usr", "/lib", "/lib64"}) files.allow(path, kRead | LANDLOCK_ACCESS_FS_EXECUTE);
  for (const auto* path : {"/etc/ld.so.cache", "/dev/null", "/dev/urandom", "/proc/cpuinfo", "/proc/meminfo"})
    files.allow(path, kRead);
  files.allow(arguments.converter.c_str(), kRead | LANDLOCK_ACCESS_FS_EXECUTE);
  files.allow(arguments.folder.c_str(), kRead);
  return files.enforce();
}

// A group of its own, so that whatever it became can be ended as one; dead when the parent is.
bool tie_to_parent(pid_t parent) {
  return ::setpgid(0, 0) == 0 && prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 && ::getppid() == parent;
}

bool lock_down_converter(const ConverterArguments& arguments) {
  const ProcessLimits limits{.memory_bytes = arguments.memory_bytes,
                             .cpu_seconds = arguments.cpu_seconds,
                             .written_bytes = arguments.output_bytes,
                             .open_files = kOpenFiles};
  const auto parent = ::getppid();
  leave_network();  // first: a new user namespace would undo the signal of tie_to_parent
  ::umask(0077);
  return ::chdir(arguments.folder.c_str()) == 0 && tie_to_parent(parent) && restrict_files(arguments) &&
         limit_process(limits) && filter_calls();
}

// A file that is made to look like two kinds at once must not reach any other of GDAL's readers.
constexpr const char* kEnvironment[] = {
    "LC_ALL=C.UTF-8",
    "HOME=/nonexistent",
    "PROJ_NETWORK=OFF",
    "GDAL_DRIVER_PATH=disable",
    "GDAL_NUM_THREADS=1",
    "GDAL_PAM_ENABLED=NO",
    "OGR_SQLITE_LIST_ALL_TABLES=NO",
    "OGR_SQLITE_PRAGMA=temp_store=MEMORY",  // files it may not make
    "SHAPE_RESTORE_SHX=NO",
    "OGR_SKIP=FITS,PCIDSK,netCDF,PDS4,VICAR,JP2OpenJPEG,PDF,MBTiles,BAG,EEDA,OGCAPI,MapInfo File,UK "
    ".NTF,LVBAG,"
    "OGR_SDTS,S57,DGN,OGR_VRT,Memory,NAS,GML,GPX,LIBKML,KML,GeoJSONSeq,ESRIJSON,TopoJSON,Interlis 1,"
    "Interlis 2,OGR_GMT,SQLite,ODBC,WAsP,PGeo,MSSQLSpatial,OGR_OGDI,PostgreSQL,MySQL,OpenFileGDB,DXF,CAD,"
    "FlatGeobuf,Geoconcept,GeoRSS,VFK,PGDUMP,OSM,GPSBabel,OGR_PDS,WFS,OAPIF,SOSI,EDIGEO,SVG,Idrisi,XLS,ODS,"
    "XLSX,Elasticsearch,Carto,AmigoCloud,SXF,Selafin,JML,PLSCENES,CSW,VDV,GMLAS,MVT,NGW,MapML,TIGER,AVCBin,"
    "AVCE00,HTTP"};

template <class Texts>
std::vector<char*> pointers(const Texts& texts) {
  std::vector<char*> out;
  for (const auto& text : texts) out.push_back(const_cast<char*>(std::string_view(text).data()));
  out.push_back(nullptr);
  return out;
}

}  // namespace

void become_converter(int argc, char** argv) {
  const auto arguments = read_converter_arguments(argc, argv);
  if (!arguments) ::_exit(2);
  if (!lock_down_converter(*arguments)) ::_exit(kNotLocked);
  std::vector<std::string> command{arguments->converter};
  command.insert(command.end(), arguments->options.begin(), arguments->options.end());
  ::execve(arguments->converter.c_str(), pointers(command).data(), pointers(kEnvironment).data());
  ::_exit(kNoConverter);
}

}  // namespace weige::formats
