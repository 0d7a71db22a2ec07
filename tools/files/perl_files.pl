# The files of Excel::Writer::XLSX for make_real_files.py. usage: perl perl_files.pl TABLES.json FOLDER
use strict;
use warnings;
use utf8;
use JSON::PP;
use Excel::Writer::XLSX;

my ($tables_file, $folder) = @ARGV;
open my $in, '<:raw', $tables_file or die $!;
my $tables = decode_json(do { local $/; <$in> });
binmode STDOUT, ':utf8';

sub save {
  my ($name, $table, $made_from, $change) = @_;
  my $book = Excel::Writer::XLSX->new("$folder/$name");
  $change->($book) if $change;
  my $sheet = $book->add_worksheet('人口');
  my $day = $book->add_format(num_format => 'yyyy-mm-dd');
  my $r = 0;
  for my $row (@{ $tables->{$table} }) {
    for my $c (0 .. $#$row) {
      my $text = $row->[$c];
      next if $text eq '';
      if ($text =~ /^\d{4}-\d{2}-\d{2}$/) { $sheet->write_date_time($r, $c, "${text}T", $day) }
      else { $sheet->write_string($r, $c, $text) }
    }
    ++$r;
  }
  $book->close;
  print join("\t", $name, "Excel::Writer::XLSX $Excel::Writer::XLSX::VERSION", $made_from, $table), "\n";
}

save('perl-few.xlsx', 'few', 'cells');
save('perl-odd.xlsx', 'odd', 'line ends, quotes, empty cells, characters beyond the basic plane');
save('perl-1904.xlsx', 'few', 'days counted from 1904', sub { $_[0]->set_1904 });
save('perl-memory.xlsx', 'many', 'set_optimization: inline strings', sub { $_[0]->set_optimization });
