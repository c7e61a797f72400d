package table
import ("testing";"bytes";"encoding/csv";"bufio";"io")
func BenchmarkXNext(b *testing.B){ file:=benchFile(); b.ReportAllocs()
 for b.Loop(){ t,_:=NewReader(bytes.NewReader(file)); n:=0; for t.Next()==nil { for _,f:=range t.record {n+=len(f)} }; if n==0 {b.Fatal()} } }
func BenchmarkXGuardCSV(b *testing.B){ file:=benchFile()
 for b.Loop(){ r:=csv.NewReader(bufio.NewReaderSize(newGuard(bytes.NewReader(file)),bufferSize)); r.ReuseRecord=true; n:=0; for { rec,err:=r.Read(); if err!=nil {break}; for _,f:=range rec {n+=len(f)} }; if n==0 {b.Fatal()} } }
func BenchmarkXGuard(b *testing.B){ file:=benchFile(); p:=make([]byte,bufferSize)
 for b.Loop(){ g:=newGuard(bytes.NewReader(file)); for { _,err:=g.Read(p); if err==io.EOF {break} } } }
func BenchmarkXBuf(b *testing.B){ file:=benchFile()
 for b.Loop(){ r:=csv.NewReader(bufio.NewReaderSize(bytes.NewReader(file),bufferSize)); r.ReuseRecord=true; n:=0; for { rec,err:=r.Read(); if err!=nil {break}; for _,f:=range rec {n+=len(f)} }; if n==0 {b.Fatal()} } }
func BenchmarkXSix(b *testing.B){ file:=benchFile(); var cols []Column; for _,n:=range benchNames { cols=append(cols,Column{Names:[]string{n}}) }
 for b.Loop(){ t,_:=NewReader(bytes.NewReader(file),cols...); n:=0; for t.Next()==nil { for i:=2;i<8;i++ {n+=len(t.Field(i))} }; if n==0 {b.Fatal()} } }
